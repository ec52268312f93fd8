import type { JSX } from 'preact';
import { useWords } from '../use-panel.js';

/** The display name of a mapping, or that it has none. */
export function MappingName({ name }: { readonly name: string }): JSX.Element {
  const { parts } = useWords();
  return name === '' ? <span class="dim">{parts.noName}</span> : <bdi>{name}</bdi>;
}
