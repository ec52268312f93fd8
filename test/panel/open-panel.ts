import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { FollowedQuestions, type Asked } from '../../client/evaluator-panel/followed-questions.js';
import { createNonce, panelPage } from '../../client/evaluator-panel/panel-page.js';
import type { MessageFromPanel, MessageToPanel, QuestionName, ShowRequest } from '../../panel/messages.js';
import { englishWords } from '../../panel/words.js';
import {
  answerExportSignIn,
  answerEvaluateUser,
  answerEvaluatorSet,
  answerWhatIf,
  answerWhatIfSave,
} from '../../server/features/evaluator.js';
import type {
  EvaluateUserParams,
  ExportSignInParams,
  PastedSignInParams,
  PinnedWatch,
  ShownEdit,
  WatchStatesParams,
} from '../../protocol.js';
import { answerAccessDiff } from '../../server/features/review.js';
import { LoadedSet } from '../../server/loaded-set.js';
import { pastedSignIn } from '../../src-language/evaluator/pasted-sign-in.js';
import { watchStates } from '../../src-language/evaluator/watches.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { findChromium } from '../vscode/host/find-chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const services = createGroupFilterServices({ followsEdits: true });

export const themes = ['dark-modern', 'light-modern', 'high-contrast'] as const;
export type Theme = (typeof themes)[number];
const bodyClasses: Readonly<Record<Theme, string>> = {
  'dark-modern': 'vscode-dark',
  'light-modern': 'vscode-light',
  'high-contrast': 'vscode-high-contrast',
};

/** Answers the panel's questions as the extension and the server do together. */
const answers: Readonly<Record<QuestionName, (loaded: LoadedSet, params: never, options: PanelOptions) => unknown>> = {
  accessDiff: (loaded, { revision }: { readonly revision: string }, { base }) =>
    base && revision === 'HEAD'
      ? answerAccessDiff(services, loaded, {
          revision,
          commit: { id: '3c1f2ab9d0', message: 'Let contractors in', date: null },
          set: loadSet(base).set,
        })
      : { failure: 'no-revision', message: `There is no revision ${revision}.` },
  evaluatorSet: answerEvaluatorSet,
  evaluateUser: (loaded, { who }: Omit<EvaluateUserParams, 'uri'>) => answerEvaluateUser(loaded, who),
  exportSignIn: (loaded, { who, format }: Omit<ExportSignInParams, 'uri'>) => answerExportSignIn(loaded, who, format),
  pastedSignIn: (loaded, { text }: Omit<PastedSignInParams, 'uri'>) => pastedSignIn(loaded.context, text),
  watchStates: (loaded, { watches }: Omit<WatchStatesParams, 'uri'>) => watchStates(loaded.context, watches),
  whatIf: answerWhatIf,
  whatIfSave: answerWhatIfSave,
};

export interface PanelOptions {
  /** The set's files by name; none: there is no set. */
  readonly files: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What the panel remembered before the window was reloaded. */
  readonly state?: unknown;
  readonly show?: Partial<ShowRequest>;
  readonly watches?: readonly PinnedWatch[];
  /** The extension says what to show before anything else can happen in the panel, as a fast one does. */
  readonly startsAtOnce?: boolean;
  /** The set's files in git's HEAD. */
  readonly base?: Readonly<Record<string, string>>;
}

/** The built panel in a browser, on a page that is to it what the editor is, over the real services. */
export interface OpenPanel {
  readonly page: Page;
  /** What the panel sent, apart from questions. */
  readonly sent: readonly MessageFromPanel[];
  /** Replaces a file's text, as typing in the editor does. */
  edit(name: string, text: string): Promise<void>;
  /** The same where the panel has not heard of it yet. */
  editUnheard(name: string, text: string): void;
  /** What the panel asked to be remembered last. */
  state(): Promise<unknown>;
  /** The set as the server has it. */
  loaded(): LoadedSet;
  /** A file's text as it is now. */
  text(name: string): string;
  post(message: MessageToPanel): Promise<void>;
  /** Asks everything again that the panel follows, as when the server has come back. */
  renew(): void;
  /** Makes every question fail from now on, as a server that is gone does; null: answer again. */
  failWith(message: string | null): void;
  /** Calls back between the answer to a question and its arrival. */
  beforeAnswer(hook: (question: QuestionName) => Promise<void>): void;
}

/** The set that files make up, as the server would have loaded it. */
export function loadSet(files: Readonly<Record<string, string>>): LoadedSet {
  const contents = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => {
      const uri = `file:///set/${path}`;
      return { uri, path, version: 1, text, lines: TextDocument.create(uri, '', 1, text), content: services.readFile({ path, text }) };
    });
  return new LoadedSet('file:///set', contents, services.assemble(contents.map(({ content }) => content)), services);
}

/** Starts one browser for the tests of a file; gives what opens a panel in it. */
export function panelBrowser(): (options: PanelOptions) => Promise<OpenPanel> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(() => browser?.close());
  return async (options) => {
    if (!browser) throw new Error('The browser has not started.');
    return openPanel(browser, options);
  };
}

async function openPanel(browser: Browser, options: PanelOptions): Promise<OpenPanel> {
  const { theme = 'dark-modern', width = 640, height = 900 } = options;
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  onTestFinished(() => page.close());
  const files = { ...options.files };
  const names = Object.keys(files);
  let loaded = loadSet(files);
  let failure: string | null = null;
  let hook: ((question: QuestionName) => Promise<void>) | null = null;
  const sent: MessageFromPanel[] = [];
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  onTestFinished(() => expect(faults).toEqual([]));

  const post = async (message: MessageToPanel): Promise<void> => {
    await page.evaluate((data) => window.postMessage(data, '*'), message);
  };
  const ask = async (question: QuestionName, params: object): Promise<Asked> => {
    const result = names.length === 0 || failure !== null ? null : answers[question](loaded, params as never, options);
    const asked = { result, failure };
    await hook?.(question);
    return asked;
  };
  const followed = new FollowedQuestions(ask, (message) => void post(message).catch(() => undefined));
  onTestFinished(() => followed.clear());
  /** As the extension does: all or none, and none that is out of date. */
  const applyEdits = (edits: readonly ShownEdit[]): string | null => {
    const documents = new Map<string, TextDocument>();
    for (const { file } of edits) documents.set(file, TextDocument.create(file, '', 1, files[file] ?? ''));
    const isCurrent = ({ file, start, end, oldText }: ShownEdit): boolean => documents.get(file)?.getText({ start, end }) === oldText;
    if (!edits.every(isCurrent)) return 'The file has changed since.';
    for (const [file, document] of documents) {
      const ofFile = edits.filter((edit) => edit.file === file);
      files[file] = TextDocument.applyEdits(
        document,
        ofFile.map(({ start, end, newText }) => ({ range: { start, end }, newText })),
      );
    }
    loaded = loadSet(files);
    followed.renew();
    return null;
  };
  const uri = names[0] === undefined ? null : `file:///set/${names[0]}`;
  const start: MessageToPanel = { type: 'start', words: englishWords, show: { uri, ...options.show } };
  const receive = (message: MessageFromPanel): Promise<void> | undefined => {
    if (message.type === 'ready') return post(start).then(() => post({ type: 'watches', watches: options.watches ?? [] }));
    if (message.type === 'ask')
      return ask(message.question, message.params).then((asked) => post({ type: 'answer', id: message.id, ...asked }));
    if (message.type === 'follow') return void followed.follow(message);
    if (message.type === 'unfollow') return void followed.unfollow(message.id);
    sent.push(message);
    if (message.type === 'apply') return post({ type: 'answer', id: message.id, result: null, failure: applyEdits(message.edits) });
    return undefined;
  };
  await page.exposeFunction('toExtension', (message: MessageFromPanel) => void receive(message)?.catch(() => undefined));
  const initially = { saved: options.state, startAtOnce: options.startsAtOnce ? start : null };
  await page.addInitScript(({ saved, startAtOnce }) => {
    const host = window as unknown as { toExtension(message: MessageFromPanel): void; savedState: unknown };
    host.savedState = saved;
    Object.assign(window, {
      acquireVsCodeApi: () => ({
        postMessage: (message: MessageFromPanel) => {
          if (startAtOnce && message.type === 'ready') window.dispatchEvent(new MessageEvent('message', { data: startAtOnce }));
          else host.toExtension(message);
        },
        getState: () => host.savedState,
        setState: (state: unknown) => {
          host.savedState = state;
        },
      }),
    });
  }, initially);
  await servePanel(page, theme);
  await page.goto('http://panel.example/');
  return {
    page,
    sent,
    editUnheard(name, text) {
      files[name] = text;
    },
    async edit(name, text) {
      files[name] = text;
      loaded = loadSet(files);
      followed.renew();
      return Promise.resolve();
    },
    state: () => page.evaluate(() => (window as unknown as { savedState: unknown }).savedState),
    loaded: () => loaded,
    text: (name) => files[name] ?? '',
    post,
    renew: () => followed.renew(),
    failWith(message) {
      failure = message;
    },
    beforeAnswer(wanted) {
      hook = wanted;
    },
  };
}

/** The page that the extension makes, with the built script and styles and a theme's variables; nothing of it leaves the machine. */
async function servePanel(page: Page, theme: Theme): Promise<void> {
  const html = panelPage({
    title: 'Evaluator',
    language: 'en',
    script: '/panel.js',
    styles: '/panel.css',
    source: "'self'",
    nonce: createNonce(),
  })
    .replace('<link ', '<link rel="stylesheet" href="/theme.css"><link ')
    .replace('<body>', `<body class="${bodyClasses[theme]}">`);
  const contents: Readonly<Record<string, { body: string; contentType: string }>> = {
    '/': { body: html, contentType: 'text/html; charset=utf-8' },
    '/panel.js': { body: readFileSync(join(root, 'dist/panel.js'), 'utf8'), contentType: 'text/javascript; charset=utf-8' },
    '/panel.css': { body: readFileSync(join(root, 'dist/panel.css'), 'utf8'), contentType: 'text/css; charset=utf-8' },
    '/theme.css': { body: readFileSync(join(root, `test/panel/themes/${theme}.css`), 'utf8'), contentType: 'text/css; charset=utf-8' },
    '/favicon.ico': { body: '', contentType: 'image/x-icon' },
  };
  await page.route('**/*', (route) => {
    const content = contents[new URL(route.request().url()).pathname];
    return content ? route.fulfill(content) : route.abort();
  });
}
