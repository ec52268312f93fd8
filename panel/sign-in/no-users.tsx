import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { EvaluatorSet } from '../../protocol.js';
import { Icon } from '../parts/icon.js';
import { ImportUsers } from '../parts/import-users.js';
import { parseGroups } from '../parts/typed-groups.js';
import { useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';

/** A set without sample users: a field to try groups at once, and ways to get users. */
export function NoUsers({ set, paste }: { readonly set: EvaluatorSet; readonly paste: () => void }): JSX.Element {
  const store = useStore();
  const { signIn } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const attempt = (event: Event): void => {
    event.preventDefault();
    const values = parseGroups(field.current?.value ?? '');
    store.update({ who: { kind: 'person', name: signIn.somebody, account: 'new', claim: { from: 'member_of', values } } });
  };
  return (
    <div class="empty">
      <h1>{set.mappings.length === 1 ? signIn.nobodyOne : fill(signIn.nobodyMany, set.mappings.length)}</h1>
      <p class="lead">{signIn.nobodyLead}</p>
      <form class="row attempt" onSubmit={attempt}>
        <div class="combo">
          <Icon name="search" />
          <input
            ref={field}
            type="text"
            class="plain-end"
            data-search
            aria-label={signIn.typedGroups}
            placeholder={signIn.typedGroupsExample}
            dir="auto"
          />
        </div>
        <button type="submit" class="btn primary">
          {signIn.tryGroups}
        </button>
      </form>
      <ul class="acts">
        <li>
          <div>
            <b>{signIn.fromRealSignIn}</b>
            <br />
            <span class="sub dim">{signIn.fromRealSignInText}</span>
          </div>
          <button type="button" class="btn" onClick={paste}>
            {signIn.paste}
          </button>
        </li>
        <li>
          <div>
            <b>{signIn.fromDirectory}</b>
            <br />
            <span class="sub dim">{signIn.fromDirectoryText}</span>
          </div>
          <ImportUsers />
        </li>
        <li>
          <div>
            <b>{signIn.writeUsers}</b>
            <br />
            <span class="sub dim">{signIn.writeUsersText}</span>
          </div>
        </li>
      </ul>
    </div>
  );
}
