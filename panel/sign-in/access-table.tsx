import type { JSX } from 'preact';
import type { AccessRow, SignInView } from '../../protocol.js';
import { GroupSets } from '../parts/group-sets.js';
import { HiddenText } from '../parts/hidden-text.js';
import { Icon } from '../parts/icon.js';
import { MappingName } from '../parts/mapping-name.js';
import { AdministratorTag } from '../parts/tags.js';
import { useWords } from '../use-panel.js';
import { goToItem } from './go-to-item.js';
import { mappingIds, roleId } from '../identities.js';

/** The roles that come of it, administrator roles first, with where they hold and what brings them. */
export function AccessTable({ view }: { readonly view: SignInView }): JSX.Element {
  const { signIn } = useWords();
  return (
    <table role="table" class="access" aria-label={signIn.roles}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {signIn.role}
          </th>
          <th role="columnheader" scope="col">
            {signIn.where}
          </th>
          <th role="columnheader" scope="col">
            {signIn.through}
          </th>
          <th role="columnheader" scope="col" class="c">
            {signIn.ssoSession}
          </th>
          <th role="columnheader" scope="col" class="c" title={signIn.apiKeysNote}>
            {signIn.apiKeys}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {view.access.map((row) => (
          <Row key={roleId(row)} row={row} view={view} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, view }: { readonly row: AccessRow; readonly view: SignInView }): JSX.Element {
  const { signIn } = useWords();
  const id = roleId(row);
  const style = [row.isAdministrator && row.session === true ? 'admin' : '', row.session === null ? 'maybe' : ''].filter(Boolean).join(' ');
  return (
    <tr
      role="row"
      class={style}
      tabIndex={0}
      data-item={id}
      data-focus={id}
      data-role={row.roleName}
      data-crn={row.crnPattern}
      data-session={String(row.session)}
      data-api-keys={String(row.apiKeys)}
    >
      <th role="rowheader" scope="row" title={row.roleName}>
        <bdi>{row.roleName}</bdi> {row.isAdministrator && <AdministratorTag />}
      </th>
      <td role="cell" class="where" title={row.crnPattern}>
        <bdi>{row.scope.title}</bdi>
        {row.scope.detail !== null && (
          <span class="sub">
            <bdi>{row.scope.detail}</bdi>
          </span>
        )}
      </td>
      <td role="cell" class="by" data-h={signIn.throughBefore}>
        {row.isAssignedByHand && signIn.assignedByHand}
        <Through mappings={row.mappings} view={view} isAfter={row.isAssignedByHand} />
        {row.session === null && ` ${signIn.ifItMatches}`}
        {row.goneWithout && (
          <span class="sub">
            {signIn.goneWithout} <GroupSets sets={[row.goneWithout]} isTruncated={false} />
          </span>
        )}
      </td>
      <Tick answer={row.session} column={signIn.ssoSession} />
      <Tick answer={row.apiKeys} column={signIn.apiKeys} />
    </tr>
  );
}

/** The mappings that bring something, each a way to it. */
export function Through({
  mappings,
  view,
  isAfter,
}: {
  readonly mappings: readonly number[];
  readonly view: SignInView;
  readonly isAfter: boolean;
}): JSX.Element {
  const ids = mappingIds(view.mappings);
  return (
    <>
      {mappings.map((index, place) => (
        <span key={index}>
          {(place > 0 || isAfter) && ', '}
          <button type="button" class="link" onClick={() => goToItem(ids[index] ?? '')}>
            <MappingName name={view.mappings[index]?.displayName ?? ''} />
          </button>
        </span>
      ))}
    </>
  );
}

function Tick({ answer, column }: { readonly answer: boolean | null; readonly column: string }): JSX.Element {
  const { parts } = useWords();
  const [icon, style, spoken] =
    answer === null
      ? (['question', 'unk', parts.unknown] as const)
      : answer
        ? (['check', 'yes', parts.yes] as const)
        : (['cross', 'nope', parts.no] as const);
  return (
    <td role="cell" class="c" data-h={column}>
      <Icon name={icon} tone={style} />
      <HiddenText>{spoken}</HiddenText>
    </td>
  );
}
