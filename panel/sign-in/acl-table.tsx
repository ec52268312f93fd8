import type { JSX } from 'preact';
import type { SignInView } from '../../protocol.js';
import { useWords } from '../use-panel.js';
import { Through } from './access-table.js';

/** The ACLs that come of it, those that deny first. */
export function AclTable({ view, caption }: { readonly view: SignInView; readonly caption: string }): JSX.Element {
  const { signIn } = useWords();
  return (
    <table role="table" class="access acls" aria-label={caption}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {caption}
          </th>
          <th role="columnheader" scope="col">
            {signIn.through}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {view.acls.map((row) => (
          <tr
            role="row"
            key={row.text}
            class={row.isDeny ? 'deny' : ''}
            tabIndex={0}
            data-acl={row.text}
            data-focus={`acl ${row.text}`}
            data-copy={row.text}
          >
            <th role="rowheader" scope="row">
              {row.isDeny && <span class="tag bad">{signIn.deny}</span>}{' '}
              <bdi class="mono">{row.isDeny ? row.text.replace(/^DENY /, '') : row.text}</bdi>
            </th>
            <td role="cell" class="by" data-h={signIn.throughBefore}>
              <Through mappings={row.mappings} view={view} isAfter={false} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
