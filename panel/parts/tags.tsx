import type { JSX } from 'preact';
import { useWords } from '../use-panel.js';
import { HiddenText } from './hidden-text.js';
import { Icon } from './icon.js';

/** Beside a role that administers what it is bound to. */
export function AdministratorTag(): JSX.Element {
  const { parts } = useWords();
  return <span class="tag bad">{parts.administrator}</span>;
}

/** A shield after the name of a mapping that would grant an administrator role. */
export function WouldAdminister(): JSX.Element {
  const { parts } = useWords();
  return (
    <>
      <span class="dim" title={parts.wouldAdminister}>
        <Icon name="shield" />
      </span>
      <HiddenText>, {parts.wouldAdminister}</HiddenText>
    </>
  );
}
