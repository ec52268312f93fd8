import { changeOf } from '../../panel/answer-changes.js';
import type { FollowedQuestion, MessageToPanel, QuestionName } from '../../panel/messages.js';

/** What comes of a question; `failure`: why there is no result. */
export interface Asked {
  readonly result: unknown;
  readonly failure: string | null;
}

/** An answer that takes longer is announced, in milliseconds. */
const patience = 150;

interface Following {
  question: FollowedQuestion;
  /** Counts the questions that this one replaced. */
  version: number;
  isAsking: boolean;
  /** There is something to ask: another question, or the same one about what has changed; null where all is said. */
  wanted: 'question' | 'change' | null;
  /** The last result that was sent. */
  sent: unknown;
}

/**
 * Keeps the answers up to date that a panel follows: asks at once and again whenever the set changes, never twice at a time, and sends only
 * what differs. An answer that only the set has overtaken is sent too, so that something shows while somebody types on and on. It asks as soon
 * as the extension knows of a change: to tell the panel and be asked by it would take two more messages through a busy window.
 */
export class FollowedQuestions {
  private readonly followings = new Map<number, Following>();
  /** Counts the sets that were followed. */
  private epoch = 0;

  constructor(
    private readonly ask: (question: QuestionName, params: object) => Promise<Asked>,
    private readonly post: (message: MessageToPanel) => void,
  ) {}

  /** Follows a question, instead of the one that had its `id`. */
  follow(question: FollowedQuestion): void {
    let following = this.followings.get(question.id);
    if (following) following.question = question;
    else this.followings.set(question.id, (following = { question, version: 0, isAsking: false, wanted: null, sent: undefined }));
    following.version++;
    following.wanted = 'question';
    void this.answer(following);
  }

  unfollow(id: number): void {
    this.followings.delete(id);
  }

  /** The set has changed. */
  renew(): void {
    for (const following of this.followings.values()) {
      following.wanted ??= 'change';
      void this.answer(following);
    }
  }

  /** Another set is followed: what is still said of the one before does not count. */
  changeSet(): void {
    this.epoch++;
    for (const following of this.followings.values()) {
      following.wanted = 'question';
      void this.answer(following);
    }
  }

  /** Whoever followed is gone. */
  clear(): void {
    this.followings.clear();
  }

  private async answer(following: Following): Promise<void> {
    if (following.isAsking) return;
    following.isAsking = true;
    while (following.wanted !== null && this.isFollowed(following)) {
      const { rest } = following.question;
      if (following.wanted === 'change' && rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      if (!this.isFollowed(following)) break;
      await this.answerOnce(following);
    }
    following.isAsking = false;
  }

  private async answerOnce(following: Following): Promise<void> {
    following.wanted = null;
    const { epoch } = this;
    const { version } = following;
    const { id, question, params } = following.question;
    const slow = setTimeout(() => this.isFollowed(following) && this.post({ type: 'slow', id }), patience);
    const { result, failure } = await this.ask(question, params);
    clearTimeout(slow);
    if (!this.isFollowed(following) || epoch !== this.epoch || version !== following.version) return;
    if (failure === null) {
      this.post({ type: 'followed', id, version, change: changeOf(following.sent, result), failure });
      following.sent = result;
    } else if (following.wanted === null) this.post({ type: 'followed', id, version, change: null, failure });
  }

  private isFollowed(following: Following): boolean {
    return this.followings.get(following.question.id) === following;
  }
}
