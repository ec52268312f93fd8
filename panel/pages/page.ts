import type { ComponentType } from 'preact';
import type { EvaluatorSetResult } from '../../protocol.js';
import type { PanelWords } from '../words.js';

/** What every page is given; the rest it asks for. */
export interface PageProps {
  readonly result: EvaluatorSetResult;
}

/** One tab of the panel. */
export interface Page {
  /** Its id in the panel's state, and the name of what it remembers there. */
  readonly id: string;
  title(words: PanelWords): string;
  /** The page's own bar, below the tabs, which stays in sight. */
  readonly Bar?: ComponentType<PageProps>;
  /** What can be done with the whole page, beside the set's name: copy it, save it. */
  readonly Tools?: ComponentType<PageProps>;
  readonly Body: ComponentType<PageProps>;
  /** It shows all users at once, so that what is known of them is renewed on every keystroke; on other pages, once somebody pauses. */
  readonly showsEverybody?: true;
}
