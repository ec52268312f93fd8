import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { DiffView, ExportedText, ExportFormat } from '../../protocol.js';
import { ForAnyone, ForUsers, OtherChanges } from '../diff/diff-sections.js';
import { exportDiff } from '../../src-language/evaluator/diff-text.js';
import { ExportMenu } from '../parts/export-menu.js';
import { Icon, type IconName } from '../parts/icon.js';
import { UnreadableFiles } from '../parts/unreadable-files.js';
import { useAnswer, usePanelState, useStore, useWords } from '../use-panel.js';
import type { Page, PageProps } from './page.js';

/** Who gains and loses what since a git revision. */
export const diffPage: Page = { id: 'diff', title: (words) => words.diff.title, Bar, Tools, Body };

const head = 'HEAD';

function useRevision(): readonly [string, (revision: string) => void] {
  const store = useStore();
  const { state } = usePanelState();
  const saved = state.pages['diff'];
  return [typeof saved === 'string' && saved !== '' ? saved : head, (revision) => store.updatePage('diff', revision.trim() || head)];
}

function Bar(): JSX.Element {
  const store = useStore();
  const { diff: words } = useWords();
  const [revision, setRevision] = useRevision();
  const [typed, setTyped] = useState(revision);
  // Another one may have been asked for from outside.
  useLayoutEffect(() => setTyped(revision), [revision]);
  const { result } = useAnswer('accessDiff', { revision });
  const answer = result && !('failure' in result) ? result : null;
  return (
    <>
      <label class="row sub">
        {words.from}
        <input
          type="text"
          data-search
          class="revision mono"
          aria-label={words.revision}
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          onChange={({ currentTarget }) => setRevision(currentTarget.value)}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') setRevision(currentTarget.value);
          }}
        />
      </label>
      {answer?.commit && (
        <span class="sub dim" title={answer.commit.message}>
          <code>{answer.commit.id.slice(0, 7)}</code> <bdi>{answer.commit.message.split('\n')[0]?.slice(0, 60)}</bdi>
        </span>
      )}
      <span class="sub dim row">
        <Icon name="arrow" /> {words.toWorkingFiles}
      </span>
      <button
        type="button"
        class="btn push"
        disabled={!answer}
        title={words.copyMarkdownLong}
        onClick={() => answer && store.post({ type: 'copy', text: answer.markdown })}
      >
        <Icon name="copy" /> {words.copyMarkdown}
      </button>
    </>
  );
}

const levels: Readonly<Record<DiffView['level'], { readonly icon: IconName; readonly tone: string }>> = {
  administrator: { icon: 'shield', tone: 'bad' },
  change: { icon: 'wider', tone: 'info' },
  unknown: { icon: 'question', tone: 'unk' },
  none: { icon: 'check', tone: 'ok' },
};

function Tools({ result: { info, files } }: PageProps): JSX.Element {
  const store = useStore();
  const [revision] = useRevision();
  const source = { name: info.name, paths: Object.keys(files) };
  const load = async (format: ExportFormat): Promise<ExportedText | null> => {
    const answer = await store.ask('accessDiff', { revision });
    return answer && !('failure' in answer) ? exportDiff(answer, source, format) : null;
  };
  return <ExportMenu load={load} />;
}

function Body({ result: { set } }: PageProps): JSX.Element | null {
  const { diff: words } = useWords();
  const [revision] = useRevision();
  const { result } = useAnswer('accessDiff', { revision });
  if (!result) return null;
  if ('failure' in result)
    return (
      <section class="callout" data-failure={result.failure}>
        <h1>{words.noDiff}</h1>
        <p>
          <bdi>{result.message}</bdi>
        </p>
      </section>
    );
  const { view } = result;
  const { icon, tone } = levels[view.level];
  return (
    <div class="diff-page" data-level={view.level}>
      <UnreadableFiles files={set.unreadable} />
      <section class={`verdict ${tone}`} aria-label={words.summary}>
        <Icon name={icon} />
        <div>
          <h1>{view.heading}</h1>
          <p>{view.detail}</p>
        </div>
      </section>
      <ForAnyone view={view} labels={new Map(set.groups.map((label) => [label.group, label]))} />
      <ForUsers view={view} />
      <OtherChanges view={view} />
    </div>
  );
}
