import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { HiddenText } from './hidden-text.js';

/** Tells screen readers a text once it has been the same for a while, so that typing does not chatter. */
export function Spoken({ text }: { readonly text: string }): JSX.Element {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), 400);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div role="status" aria-live="polite">
      <HiddenText>{spoken}</HiddenText>
    </div>
  );
}
