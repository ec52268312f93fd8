import type { JSX } from 'preact';
import { useStore, useWords } from '../use-panel.js';
import { Icon } from './icon.js';

/** There is no mapping set: what one is, and how to begin. */
export function EmptySet(): JSX.Element {
  const store = useStore();
  const { frame } = useWords();
  return (
    <div class="empty">
      <h1>{frame.noFilesTitle}</h1>
      <p class="lead">{frame.noFilesLead}</p>
      <div class="flow" role="img" aria-label={frame.flowLabel}>
        <div>
          <b>{frame.flowGroups}</b>
          {frame.flowGroupsText} <code>cc-orders</code>
        </div>
        <Icon name="arrow" />
        <div>
          <b>{frame.flowFilter}</b>
          <code>"cc-orders" in groups</code>
          <br />
          {frame.flowFilterText}
        </div>
        <Icon name="arrow" />
        <div>
          <b>{frame.flowRole}</b>
          {frame.flowRoleText}
        </div>
      </div>
      <ul class="acts">
        <li>
          <div>
            <b>{frame.startFromExample}</b>
            <br />
            <span class="sub dim">{frame.startFromExampleText}</span>
          </div>
          <button type="button" class="btn primary" onClick={() => store.post({ type: 'run', command: 'createExample' })}>
            {frame.createExample}
          </button>
        </li>
      </ul>
    </div>
  );
}
