import { applyChange } from './answer-changes.js';
import type { MessageFromPanel, MessageToPanel, QuestionName, Questions } from './messages.js';

/** What the server said last, and how things are with the next answer. */
export interface Answer<Result> {
  /** Undefined until there was one. It stays while a newer one is on its way. */
  readonly result: Result | undefined;
  /** What that was the answer to. */
  readonly params: object | null;
  readonly failure: string | null;
  /** The next answer takes its time. */
  readonly isSlow: boolean;
}

/** There was no answer yet. */
export const noAnswerYet: Answer<never> = { result: undefined, params: null, failure: null, isSlow: false };

/** Somebody who follows a question. */
export interface Follower<Name extends QuestionName> {
  /** Asks something else from now on; null: nothing, and the last answer stays. `rest`: as of a `FollowedQuestion`. */
  ask(params: Questions[Name]['params'] | null, rest: number): void;
}

interface Following {
  /** Counts what was asked. */
  version: number;
  /** What was asked last. */
  params: object;
  /** The last result that arrived, also of what is not asked any more: the next one is told as a change of it. */
  received: unknown;
  answer: Answer<unknown>;
  readonly tell: (answer: Answer<unknown>) => void;
}

type Followed = Extract<MessageToPanel, { readonly type: 'followed' | 'slow' }>;

/** The answers that the panel follows, put together again from what is sent of them. */
export class FollowedAnswers {
  private readonly followings = new Map<number, Following>();

  constructor(
    private readonly post: (message: MessageFromPanel) => void,
    private readonly nextId: () => number,
  ) {}

  /** Follows a question: calls back with each answer to what was asked last, at once and whenever the set changes. */
  follow<Name extends QuestionName>(question: Name, tell: (answer: Answer<Questions[Name]['result']>) => void): Follower<Name> {
    let id: number | null = null;
    let answer: Answer<unknown> = noAnswerYet;
    const keep = (next: Answer<unknown>): void => {
      answer = next;
      tell(next as Answer<Questions[Name]['result']>);
    };
    return {
      ask: (params, rest) => {
        if (params === null) {
          if (id === null) return;
          this.followings.delete(id);
          this.post({ type: 'unfollow', id });
          id = null;
          return;
        }
        // Never an `id` twice: what is still on its way would count as sent for the second.
        id ??= this.nextId();
        const following = this.followings.get(id) ?? { version: 0, params, received: undefined, answer, tell: keep };
        following.version++;
        following.params = params;
        this.followings.set(id, following);
        this.post({ type: 'follow', id, question, params, rest });
      },
    };
  }

  receive(message: Followed): void {
    const following = this.followings.get(message.id);
    if (!following) return;
    const { answer } = following;
    if (message.type === 'slow') following.answer = { ...answer, isSlow: true };
    else {
      if (message.change) following.received = applyChange(following.received, message.change);
      if (message.version !== following.version) return;
      const { params } = following;
      // A key that changed nothing here draws nothing here.
      if (message.change?.kind === 'same' && answer.params === params && answer.failure === null && !answer.isSlow) return;
      const told = message.change ? { result: following.received, params } : answer;
      following.answer = { ...told, failure: message.failure, isSlow: false };
    }
    following.tell(following.answer);
  }
}
