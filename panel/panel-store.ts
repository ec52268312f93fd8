import type { PinnedWatch, ShownEdit, SourcePlace, Watch, WatchAnswer } from '../protocol.js';
import { FollowedAnswers, type Answer, type Follower } from './followed-answers.js';
import type { MessageFromPanel, MessageToPanel, QuestionName, Questions, ShowRequest } from './messages.js';
import { readPanelState, type PanelState } from './panel-state.js';
import { englishWords, type PanelWords } from './words.js';
import type { VsCodeApi } from './vscode-api.js';

/** There is no answer; the message says why. */
export class NoAnswer extends Error {}

/** What can be done with something on a page: a role, a mapping, a cell. */
export interface PanelItem {
  readonly place: SourcePlace | null;
  /** Null for what is not of a sample user. */
  readonly watch: { readonly watch: Watch; readonly answer: WatchAnswer } | null;
  /** As one line of text. */
  readonly copy: string;
}

/** What the panel knows and can do: its state, the words, and the way to the extension. Pages listen to it. */
export class PanelStore {
  private current: PanelState;
  private readonly listeners = new Set<() => void>();
  private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(reason: Error): void }>();
  private readonly followed = new FollowedAnswers(
    (message) => this.post(message),
    () => ++this.lastQuestion,
  );
  private lastQuestion = 0;
  words: PanelWords = englishWords;
  /** What is watched in the set that is shown. */
  watches: readonly PinnedWatch[] = [];
  /** What can be done with the items of the page that is shown, by their ids. */
  items: ReadonlyMap<string, PanelItem> = new Map();
  /** False until the extension has said what to show. */
  hasStarted = false;

  constructor(private readonly api: VsCodeApi) {
    this.current = readPanelState(api.getState());
  }

  get state(): PanelState {
    return this.current;
  }

  /** Calls back on every change of state, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  update(change: Partial<PanelState>): void {
    this.current = { ...this.current, ...change };
    this.api.setState(this.current);
    this.tell();
  }

  /** Remembers something of one page. */
  updatePage(page: string, value: unknown): void {
    this.update({ pages: { ...this.current.pages, [page]: value } });
  }

  post(message: MessageFromPanel): void {
    this.api.postMessage(message);
  }

  /** Asks about the set that is shown, and calls back with each answer, now and whenever the set changes. */
  follow<Name extends QuestionName>(question: Name, tell: (answer: Answer<Questions[Name]['result']>) => void): Follower<Name> {
    return this.followed.follow(question, tell);
  }

  /** Asks about the set that is shown once; rejects with `NoAnswer`. */
  async ask<Name extends QuestionName>(question: Name, params: Questions[Name]['params']): Promise<Questions[Name]['result']> {
    return (await this.send((id) => ({ type: 'ask', id, question, params }))) as Questions[Name]['result'];
  }

  /** Makes edits that the user has seen and confirmed; rejects with `NoAnswer` where they were not made. */
  async apply(edits: readonly ShownEdit[]): Promise<void> {
    await this.send((id) => ({ type: 'apply', id, edits }));
  }

  keepWatches(watches: readonly PinnedWatch[]): void {
    this.watches = watches;
    this.post({ type: 'keepWatches', watches });
    this.tell();
  }

  /** Watches something from now on, whose answer is known, or no longer. */
  toggleWatch(watch: Watch, answer: WatchAnswer): void {
    const others = this.watches.filter((pinned) => idOfWatch(pinned.watch) !== idOfWatch(watch));
    this.keepWatches(others.length < this.watches.length ? others : [...others, { watch, seen: answer }]);
  }

  private send(message: (id: number) => MessageFromPanel): Promise<unknown> {
    const id = ++this.lastQuestion;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.post(message(id));
    });
  }

  receive(message: MessageToPanel): void {
    switch (message.type) {
      case 'start':
        this.words = message.words;
        this.hasStarted = true;
        return this.show(message.show);
      case 'answer': {
        const waiting = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        if (message.failure === null) waiting?.resolve(message.result);
        else waiting?.reject(new NoAnswer(message.failure));
        return;
      }
      case 'watches':
        this.watches = message.watches;
        return this.tell();
      case 'followed':
      case 'slow':
        return this.followed.receive(message);
      case 'show':
        return this.show(message.show);
    }
  }

  private show({ uri, page, isPageAfresh, user }: ShowRequest): void {
    const isSameSet = uri !== null && this.current.uri !== null && directoryOf(uri) === directoryOf(this.current.uri);
    if (!isSameSet) this.watches = [];
    this.update({
      uri,
      ...(page !== undefined && { page }),
      ...(page !== undefined && isPageAfresh && { pages: { ...this.current.pages, [page]: undefined } }),
      // Somebody of another set is nobody here.
      ...(user !== undefined ? { who: { kind: 'user', name: user } } : isSameSet ? {} : { who: null, pages: {} }),
    });
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** The same for watches of the same. */
export function idOfWatch(watch: Watch): string {
  return JSON.stringify(watch.kind === 'mapping' ? [watch.user, watch.displayName] : [watch.user, watch.roleName, watch.crnPattern]);
}

function directoryOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
