import { Component, type ComponentChildren, type JSX } from 'preact';
import { Frame } from './frame.js';
import { pages } from './pages/page-list.js';
import { EmptySet } from './parts/empty-set.js';
import { Stopped } from './parts/stopped.js';
import { useAnswer, usePanelState, useStore, useWords } from './use-panel.js';

/** In milliseconds. */
const pauseInTyping = 250;

/** The panel: the frame around the page that is chosen, or why there is none. */
export function App(): JSX.Element | null {
  const store = useStore();
  const { state } = usePanelState();
  const page = pages.find(({ id }) => id === state.page) ?? pages[0];
  const { result, failure, isSlow } = useAnswer('evaluatorSet', store.hasStarted ? {} : null, page?.showsEverybody ? 0 : pauseInTyping);
  if (!store.hasStarted || !page) return null;
  const { Bar, Body } = page;
  return (
    <Frame page={page} result={result ?? null} isSlow={isSlow && result !== undefined} bar={result && Bar && <Bar result={result} />}>
      <Guard key={page.id}>
        {failure !== null && <Stopped message={failure} />}
        {result && <Body result={result} />}
        {result === null && failure === null && <EmptySet />}
        {result === undefined && failure === null && isSlow && <Reading />}
      </Guard>
    </Frame>
  );
}

function Reading(): JSX.Element {
  const { frame } = useWords();
  return (
    <p class="dim" role="status">
      {frame.readingFiles}
    </p>
  );
}

/** A fault of ours in a page shows as what it is, and the rest of the panel goes on. */
class Guard extends Component<{ readonly children: ComponentChildren }, { readonly fault: string | null }> {
  override state = { fault: null };

  override componentDidCatch(error: unknown): void {
    this.setState({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  override render(): ComponentChildren {
    return this.state.fault === null ? this.props.children : <Stopped message={this.state.fault} />;
  }
}
