import { useRef, useState } from 'preact/hooks';

/** Something chosen on a page. */
export interface Chosen<T> {
  /** As it is drawn. */
  readonly drawn: T;
  /** As it was chosen last, which may not be drawn yet: keys come faster than pages, and each goes on from the one before. */
  latest(): T;
  choose(next: T): void;
}

/** Something that is chosen on a page and forgotten with it. */
export function useChosen<T>(initial: T): Chosen<T> {
  const [drawn, draw] = useState(initial);
  const latest = useRef(drawn);
  return {
    drawn,
    latest: () => latest.current,
    choose(next) {
      latest.current = next;
      draw(() => next);
    },
  };
}
