import { diffWords } from './words/diff.js';
import { frameWords } from './words/frame.js';
import { matrixWords } from './words/matrix.js';
import { partWords } from './words/parts.js';
import { signInWords } from './words/sign-in.js';
import { whatIfWords } from './words/what-if.js';

/**
 * Every text of the panel that is not about an outcome, in English, a table for the frame and one for each page. `{0}`, `{1}`, … stand for
 * values; the extension puts the texts into the user's language.
 */
export const englishWords = {
  frame: frameWords,
  parts: partWords,
  signIn: signInWords,
  matrix: matrixWords,
  whatIf: whatIfWords,
  diff: diffWords,
};

/** The same tables in any language. */
export type PanelWords = {
  readonly [Page in keyof typeof englishWords]: { readonly [Key in keyof (typeof englishWords)[Page]]: string };
};

/** Every text as `translate` puts it. */
export function translateWords(translate: (text: string) => string): PanelWords {
  const pages = Object.entries(englishWords).map(([page, texts]) => {
    const translated = Object.entries(texts as Readonly<Record<string, string>>).map(([key, text]) => [key, translate(text)]);
    return [page, Object.fromEntries(translated)];
  });
  return Object.fromEntries(pages) as PanelWords;
}

/** Puts values into a text's `{0}`, `{1}`, …. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
