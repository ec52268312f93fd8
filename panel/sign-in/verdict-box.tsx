import type { JSX } from 'preact';
import type { SignInView, VerdictAlert } from '../../protocol.js';
import { GroupSets } from '../parts/group-sets.js';
import { Icon, type IconName } from '../parts/icon.js';
import { MappingName } from '../parts/mapping-name.js';
import { useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { goToItem } from './go-to-item.js';
import { mappingIds, roleId } from '../identities.js';

const looks: Readonly<Record<SignInView['verdict']['tone'], { readonly icon: IconName; readonly style: string }>> = {
  ok: { icon: 'check', style: 'ok' },
  nothing: { icon: 'warning', style: 'warn' },
  refused: { icon: 'deny', style: 'bad' },
  unknown: { icon: 'question', style: 'unk' },
};

/** The answer, then the danger. */
export function VerdictBox({ view }: { readonly view: SignInView }): JSX.Element {
  const { signIn } = useWords();
  const { tone, heading, sentence, alert } = view.verdict;
  const { icon, style } = looks[tone];
  return (
    <section class={`verdict ${style}`} aria-label={signIn.verdict} data-verdict={tone}>
      <Icon name={icon} />
      <div>
        <h1>{heading}</h1>
        <p>
          <bdi>{sentence}</bdi>
        </p>
        {alert && <Alert alert={alert} view={view} />}
      </div>
    </section>
  );
}

function Alert({ alert, view }: { readonly alert: VerdictAlert; readonly view: SignInView }): JSX.Element {
  switch (alert.kind) {
    case 'administrator':
      return <Administrators alert={alert} view={view} />;
    case 'uncertain':
      return (
        <p class="alert">
          <Icon name="question" tone="unk" />
          <span>
            <b>{alert.lead}</b> <bdi>{alert.text}</bdi>
          </span>
        </p>
      );
    case 'nearest':
      return <Nearest alert={alert} view={view} />;
  }
}

function Administrators({
  alert,
  view,
}: {
  readonly alert: VerdictAlert & { kind: 'administrator' };
  readonly view: SignInView;
}): JSX.Element {
  const { signIn } = useWords();
  return (
    <p class="alert">
      <Icon name="shield" tone="bad" />
      <span>
        <b>{alert.lead}</b>{' '}
        {alert.rows.map((index, at) => {
          const row = view.access[index];
          if (!row) return null;
          return (
            <span key={roleId(row)}>
              {at > 0 && '; '}
              <button type="button" class="link" onClick={() => goToItem(roleId(row))}>
                <bdi>{row.roleName}</bdi>
              </button>{' '}
              <span title={row.crnPattern}>
                {signIn.on} <bdi>{row.scope.phrase}</bdi>
              </span>
              {row.isAssignedByHand && `, ${signIn.assignedByHand}`}
              {row.mappings.length > 0 && (
                <>
                  {signIn.throughInSentence}
                  {row.mappings.map((mapping, place) => (
                    <span key={mapping}>
                      {place > 0 && ', '}
                      <MappingName name={view.mappings[mapping]?.displayName ?? ''} />
                    </span>
                  ))}
                </>
              )}
            </span>
          );
        })}
        {alert.rest > 0 && fill(signIn.andMoreRoles, alert.rest)}.
      </span>
    </p>
  );
}

function Nearest({ alert, view }: { readonly alert: VerdictAlert & { kind: 'nearest' }; readonly view: SignInView }): JSX.Element | null {
  const { signIn } = useWords();
  const mapping = view.mappings[alert.mapping];
  const id = mappingIds(view.mappings)[alert.mapping];
  if (!mapping?.missing || id === undefined) return null;
  return (
    <p class="alert">
      <Icon name="arrow" tone="info" />
      <span>
        <b>{alert.lead}</b>{' '}
        <button type="button" class="link" onClick={() => goToItem(id)}>
          <MappingName name={mapping.displayName} />
        </button>{' '}
        {signIn.nearestAfter} <GroupSets sets={mapping.missing} isTruncated={mapping.isMissingTruncated} isAdded />.
      </span>
    </p>
  );
}
