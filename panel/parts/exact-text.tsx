import type { JSX } from 'preact';
import { useWords } from '../use-panel.js';

/** A value exactly as it is: blanks at its ends, which nobody would see, are drawn. */
export function ExactText({ text }: { readonly text: string }): JSX.Element {
  const { parts } = useWords();
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return (
    <bdi class="exact">
      {before !== '' && <span title={parts.blankBefore}>{'␣'.repeat(before.length)}</span>}
      {inner}
      {after !== '' && <span title={parts.blankAfter}>{'␣'.repeat(after.length)}</span>}
    </bdi>
  );
}
