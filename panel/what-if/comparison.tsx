import type { ComponentChildren, JSX } from 'preact';
import type { Change, ComparedMappingSide, ComparedRole, Held, Through, Tried, WhatIfDifference } from '../../protocol.js';
import { GroupName } from '../parts/group.js';
import { GroupSets } from '../parts/group-sets.js';
import { Icon, type IconName } from '../parts/icon.js';
import { MappingName } from '../parts/mapping-name.js';
import { AdministratorTag } from '../parts/tags.js';
import { useWords } from '../use-panel.js';
import { fill, type PanelWords } from '../words.js';

type Words = PanelWords['whatIf'];

/** Now and what if in three aligned columns: what differs, and on demand the rest. */
export function Comparison({
  difference,
  showsUnchanged,
  onShowUnchanged,
}: {
  readonly difference: WhatIfDifference;
  readonly showsUnchanged: boolean;
  readonly onShowUnchanged: () => void;
}): JSX.Element {
  const { whatIf: words } = useWords();
  const shown = <Row extends { readonly change: Change }>(rows: readonly Row[]) =>
    rows.filter(({ change }) => showsUnchanged || change !== 'same');
  const total = Object.values(difference.unchanged).reduce((sum, count) => sum + count, 0);
  return (
    <table class="cmp">
      <caption class="sr">{words.comparison}</caption>
      <thead>
        <tr>
          <th class="w" scope="col">
            <span class="sr">{words.what}</span>
          </th>
          <th scope="col">{words.now}</th>
          <th scope="col">{words.whatIf}</th>
        </tr>
      </thead>
      <Section title={words.sectionSignIn} rows={signInRows(words, difference, showsUnchanged)} />
      <Section
        title={words.sectionGroups}
        rows={shown(difference.groups).map(({ change, group, words: said }) => (
          <Row
            key={group.group}
            change={change}
            kind="group"
            id={group.group}
            name={<GroupName label={group} />}
            now={<span class={change === 'gained' ? 'dim' : undefined}>{said.now}</span>}
            whatIf={<span class={change === 'lost' ? 'dim' : undefined}>{said.whatIf}</span>}
          />
        ))}
      />
      <Section
        title={words.sectionMappings}
        rows={shown(difference.mappings).map(({ change, index, displayName, isAdministrator, view }) => (
          <Row
            key={index}
            change={change}
            kind="mapping"
            id={String(index)}
            name={
              <>
                <MappingName name={displayName} />
                {isAdministrator && <Icon name="shield" tone={change === 'gained' ? 'bad' : 'dim'} />}
              </>
            }
            now={<MappingCell side={view.now} />}
            whatIf={<MappingCell side={view.whatIf} />}
          />
        ))}
      />
      <Section title={words.sectionRoles} rows={shown(difference.roles).map((role) => roleRow(role))} />
      <Section
        title={words.sectionAcls}
        rows={shown(difference.acls).map(({ change, text, isDeny, held, through }) => (
          <Row
            key={text}
            change={change}
            kind="acl"
            id={text}
            name={
              <bdi class={isDeny ? 'mono bad' : 'mono'} dir="auto">
                {text}
              </bdi>
            }
            now={<HeldCell held={held.now} through={through.now} granted={null} />}
            whatIf={<HeldCell held={held.whatIf} through={through.whatIf} granted={null} />}
          />
        ))}
      />
      {total > 0 && (
        <tbody>
          <tr class="foldrow">
            <td colSpan={3}>
              <button type="button" class="link" aria-expanded={showsUnchanged} data-unchanged={total} onClick={onShowUnchanged}>
                <Icon name={showsUnchanged ? 'down' : 'chevron'} />
                {fill(words.unchangedTotal, total, unchangedWords(words, difference))}
              </button>
            </td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

function roleRow({ change, roleName, crnPattern, scope, isAdministrator, held, through }: ComparedRole): JSX.Element {
  return (
    <Row
      key={`${roleName}\0${crnPattern}`}
      change={change}
      kind="role"
      id={`${roleName} ${crnPattern}`}
      name={<RoleName name={roleName} isAdministrator={isAdministrator} isGained={change === 'gained'} />}
      now={<HeldCell held={held.now} through={through.now} granted={<Scope title={scope.title} crn={crnPattern} />} />}
      whatIf={<HeldCell held={held.whatIf} through={through.whatIf} granted={<Scope title={scope.title} crn={crnPattern} />} />}
    />
  );
}

function Scope({ title, crn }: { readonly title: string; readonly crn: string }): JSX.Element {
  return <bdi title={crn}>{title}</bdi>;
}

function RoleName({
  name,
  isAdministrator,
  isGained,
}: {
  readonly name: string;
  readonly isAdministrator: boolean;
  readonly isGained: boolean;
}): JSX.Element {
  const { parts } = useWords();
  if (!isAdministrator) return <bdi>{name}</bdi>;
  return (
    <>
      {isGained ? (
        <b>
          <bdi>{name}</bdi>
        </b>
      ) : (
        <bdi>{name}</bdi>
      )}
      <br />
      {isGained ? <AdministratorTag /> : <span class="tag">{parts.administrator}</span>}
    </>
  );
}

function Section({ title, rows }: { readonly title: string; readonly rows: readonly JSX.Element[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr class="h">
        <th colSpan={3} scope="colgroup">
          {title}
        </th>
      </tr>
      {rows}
    </tbody>
  );
}

const signs: Readonly<Record<Change, { readonly sign: string; readonly tone: string; readonly word: keyof Words | null }>> = {
  gained: { sign: '+', tone: 'ok', word: 'gained' },
  lost: { sign: '−', tone: 'bad', word: 'lost' },
  unclear: { sign: '?', tone: 'unk', word: 'unclear' },
  otherwise: { sign: '~', tone: 'info', word: 'otherwise' },
  same: { sign: '', tone: 'dim', word: null },
};

function Row({
  change,
  kind,
  id,
  name,
  now,
  whatIf,
}: {
  readonly change: Change;
  readonly kind: string;
  readonly id: string;
  readonly name: ComponentChildren;
  readonly now: ComponentChildren;
  readonly whatIf: ComponentChildren;
}): JSX.Element {
  const { whatIf: words } = useWords();
  const { sign, tone, word } = signs[change];
  return (
    <tr data-kind={kind} data-id={id} data-change={change}>
      <th class="w" scope="row">
        <span class={`sign ${tone}`} aria-hidden="true">
          {sign}
        </span>
        {word && <span class="sr">{words[word]} </span>}
        {name}
      </th>
      <td class={change === 'lost' ? 'del' : change === 'unclear' ? 'maybe' : undefined}>{now}</td>
      <td class={change === 'gained' ? 'ins' : change === 'unclear' ? 'maybe' : undefined}>{whatIf}</td>
    </tr>
  );
}

function signInRows(words: Words, { signIn, account }: WhatIfDifference, showsUnchanged: boolean): JSX.Element[] {
  const signInWords = {
    allowed: words.signInAllowed,
    denied_by_identity_provider: words.signInRefusedByProvider,
    denied_no_account: words.signInRefusedNoAccount,
  };
  const accountWords = { created: words.accountCreated, existing: words.accountExisting, none: words.accountNone };
  const rank = (value: string) => (value === 'allowed' ? 1 : 0);
  const rows: JSX.Element[] = [];
  const add = <T extends string>(
    id: string,
    title: string,
    { now, whatIf }: Tried<T>,
    said: Readonly<Record<T, string>>,
    change: Change,
  ): void => {
    if (change === 'same' && !showsUnchanged) return;
    rows.push(<Row key={id} kind={id} id={id} change={change} name={title} now={said[now]} whatIf={said[whatIf]} />);
  };
  const signInChange: Change =
    signIn.now === signIn.whatIf
      ? 'same'
      : rank(signIn.whatIf) > rank(signIn.now)
        ? 'gained'
        : rank(signIn.whatIf) < rank(signIn.now)
          ? 'lost'
          : 'otherwise';
  add('sign_in', words.signIn, signIn, signInWords, signInChange);
  add('account', words.account, account, accountWords, account.now === account.whatIf ? 'same' : 'otherwise');
  return rows;
}

const results: Readonly<
  Record<ComparedMappingSide['result'], { readonly icon: IconName; readonly tone: string; readonly word: keyof Words }>
> = {
  match: { icon: 'check', tone: 'ok', word: 'match' },
  'no-match': { icon: 'cross', tone: 'dim', word: 'noMatch' },
  unknown: { icon: 'question', tone: 'unk', word: 'unknown' },
};

function MappingCell({ side }: { readonly side: ComparedMappingSide | null }): JSX.Element {
  const { whatIf: words } = useWords();
  if (!side) return <span class="dim">{words.notEvaluated}</span>;
  const { icon, tone, word } = results[side.result];
  return (
    <>
      <span data-result={side.result}>
        <Icon name={icon} tone={tone} /> {words[word]}
      </span>
      <Reason side={side} />
    </>
  );
}

function Reason({ side }: { readonly side: ComparedMappingSide }): JSX.Element | null {
  const { whatIf: words } = useWords();
  const { because, missing, reason } = side;
  if (reason) return <div class="sub">{reason.message}</div>;
  if (because)
    return because.some((set) => set.length === 0) ? (
      <div class="sub dim">{words.needsNoGroup}</div>
    ) : (
      <div class="sub">
        <span class="dim">{words.because}</span> <GroupSets sets={because} isTruncated={side.isBecauseTruncated} />
      </div>
    );
  if (!missing) return null;
  return missing.length === 0 ? (
    <div class="sub dim">{words.canNeverMatch}</div>
  ) : (
    <div class="sub">
      <span class="dim">{words.needs}</span> <GroupSets sets={missing} isTruncated={side.isMissingTruncated} isAdded />
    </div>
  );
}

/** `granted`: what a role is bound to; null where the name says all. */
function HeldCell({
  held,
  through,
  granted,
}: {
  readonly held: Held;
  readonly through: Through;
  readonly granted: ComponentChildren;
}): JSX.Element {
  const { whatIf: words, parts } = useWords();
  if (held === 'none') return <span class="dim">{words.none}</span>;
  const names = through.mappings.map((name) => name || parts.noName).join(', ');
  return (
    <>
      {held === 'possible' && (
        <span class="unk">
          <Icon name="question" /> {words.possible}{' '}
        </span>
      )}
      {granted}
      <div class="sub dim">
        {through.isAssignedByHand && words.byHand}
        {through.isAssignedByHand && names && ', '}
        {names && (
          <>
            {words.through} <bdi>{names}</bdi>
          </>
        )}
      </div>
    </>
  );
}

function unchangedWords(words: Words, { unchanged }: WhatIfDifference): string {
  const counted = (count: number, one: string, many: string) => (count === 0 ? [] : [count === 1 ? one : fill(many, count)]);
  return [
    ...(unchanged.signIn > 0 ? [words.unchangedSignIn] : []),
    ...(unchanged.account > 0 ? [words.unchangedAccount] : []),
    ...counted(unchanged.groups, words.unchangedGroupsOne, words.unchangedGroupsMany),
    ...counted(unchanged.mappings, words.unchangedMappingsOne, words.unchangedMappingsMany),
    ...counted(unchanged.roles, words.unchangedRolesOne, words.unchangedRolesMany),
    ...counted(unchanged.acls, words.unchangedAclsOne, words.unchangedAclsMany),
  ].join(', ');
}
