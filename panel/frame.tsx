import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { EvaluatorSetResult } from '../protocol.js';
import { onFrameKey } from './frame-keys.js';
import { pages } from './pages/page-list.js';
import type { Page } from './pages/page.js';
import { PinTool } from './parts/pin-tool.js';
import { Watches } from './parts/watches.js';
import { useKeptFocus } from './use-kept-focus.js';
import { useStore, useWords } from './use-panel.js';
import { fill } from './words.js';

/** What surrounds every page: the tabs, the set's name and counts, the page's bar. */
export function Frame({
  page,
  result,
  isSlow,
  bar,
  children,
}: {
  readonly page: Page;
  readonly result: EvaluatorSetResult | null;
  /** A newer answer is on its way, and takes its time. */
  readonly isSlow: boolean;
  readonly bar: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element {
  const store = useStore();
  const { Tools } = page;
  useKeptFocus();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => onFrameKey(event, store);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [store]);
  return (
    <div class="panel">
      <header class="top">
        <div class="tabs">
          <Tabs page={page} />
          <div class="set">{result && <SetName result={result} />}</div>
          {result && (
            <div class="tools">
              <PinTool set={result.set} />
              {Tools && <Tools result={result} />}
            </div>
          )}
        </div>
        {isSlow && <div class="progress" role="progressbar" aria-label={store.words.frame.evaluator} />}
        {bar && <div class="bar">{bar}</div>}
      </header>
      <main>
        <div class="content" id="page" role="tabpanel" aria-labelledby={`tab-${page.id}`}>
          {children}
        </div>
      </main>
      {result && <Watches />}
    </div>
  );
}

function Tabs({ page }: { readonly page: Page }): JSX.Element {
  const store = useStore();
  const words = useWords();
  const choose = (index: number): void => {
    const chosen = pages[(index + pages.length) % pages.length];
    if (!chosen) return;
    store.update({ page: chosen.id });
    document.getElementById(`tab-${chosen.id}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // From the tab that was chosen last, which may not be drawn yet.
    const at = pages.findIndex(({ id }) => id === store.state.page);
    const target = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: pages.length - 1 }[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(target);
  };
  return (
    <div role="tablist" aria-label={words.frame.evaluator} onKeyDown={onKeyDown}>
      {pages.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`tab-${tab.id}`}
          aria-controls="page"
          aria-selected={tab === page}
          tabIndex={tab === page ? 0 : -1}
          onClick={() => store.update({ page: tab.id })}
        >
          {tab.title(words)}
        </button>
      ))}
    </div>
  );
}

function SetName({ result: { info, set } }: { readonly result: EvaluatorSetResult }): JSX.Element {
  const { frame } = useWords();
  const mappings = set.mappings.length === 1 ? frame.mappingOne : fill(frame.mappingMany, set.mappings.length);
  const users = set.users.length === 1 ? frame.userOne : fill(frame.userMany, set.users.length);
  return (
    <span data-mappings={set.mappings.length} data-users={set.users.length}>
      <b>
        <bdi>{info.name}</bdi>
      </b>{' '}
      · {mappings} · {users}
    </span>
  );
}
