import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** How long a text has to stay before it is spoken, in milliseconds, so that typing does not chatter. */
const pause = 400;

/** Says a text to screen readers when it has changed and then stayed for a while; not when it first appears. */
export function Announcement({ text }: { readonly text: string }): JSX.Element {
  const [spoken, setSpoken] = useState<string | null>(null);
  const [first] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSpoken((before) => (before === null && text === first ? null : text)), pause);
    return () => clearTimeout(timer);
  }, [text, first]);
  return (
    <div class="sr" aria-live="polite">
      {spoken}
    </div>
  );
}
