import type { ComponentChildren, JSX } from 'preact';
import type { Remedy, SignInView, StepView } from '../../protocol.js';
import { GroupChip } from '../parts/group.js';
import { HiddenText } from '../parts/hidden-text.js';
import { Icon, type IconName } from '../parts/icon.js';
import { SourceLink } from '../parts/source-link.js';
import { useStore, useWords } from '../use-panel.js';
import { AccessTable } from './access-table.js';
import { AclTable } from './acl-table.js';
import { MappingGroups } from './mapping-groups.js';

/** The five steps, in their order; the groups stand in the third, the mappings in the fourth, the roles in the fifth. */
export function Steps({ view }: { readonly view: SignInView }): JSX.Element {
  const { signIn } = useWords();
  return (
    <ol class="steps" aria-label={signIn.steps}>
      {view.steps.map((step, index) =>
        step.reached ? (
          <ReachedStep key={step.step} step={step} number={index + 1} isLast={!view.steps[index + 1]?.reached}>
            <StepBody step={step} view={view} />
          </ReachedStep>
        ) : (
          <SkippedStep key={step.step} step={step} number={index + 1} />
        ),
      )}
    </ol>
  );
}

const tones: Readonly<Record<StepView['tone'], string>> = { ok: 'ok', attention: 'warn', refused: 'bad', unknown: 'unk', none: 'dim' };

function iconOf({ step, tone, reached }: StepView): IconName {
  if (tone === 'refused') return 'deny';
  if (tone === 'unknown') return 'question';
  if (step === 'account') return reached?.result === 'created' ? 'personAdd' : 'person';
  if (tone === 'attention') return step === 'group_mappings' ? 'cross' : 'warning';
  return 'check';
}

function ReachedStep({
  step,
  number,
  isLast,
  children,
}: {
  readonly step: StepView;
  readonly number: number;
  readonly isLast: boolean;
  readonly children: ComponentChildren;
}): JSX.Element | null {
  const words = useWords();
  const { reached } = step;
  if (!reached) return null;
  return (
    <li class={isLast && number < 5 ? 'step last' : 'step'} data-step={step.step} data-result={reached.result} data-basis={reached.basis}>
      <span class={`node ${tones[step.tone]}`}>
        <Icon name={iconOf(step)} />
      </span>
      <details>
        <summary data-focus={`step ${step.step}`}>
          <h2>
            <span class="n">{number}</span>
            {words.signIn[step.step]}
            <HiddenText>: {words.signIn[resultWords[reached.result]]}.</HiddenText>
          </h2>
          <span class="msg">
            <bdi>{step.headline}</bdi>
          </span>
          <span class="more">
            {words.signIn.rule}
            <Icon name="chevron" />
          </span>
        </summary>
        <Rule step={step} />
      </details>
      {children}
    </li>
  );
}

const resultWords = {
  passed: 'resultPassed',
  denied: 'resultDenied',
  existing: 'resultExisting',
  created: 'resultCreated',
  missing: 'resultMissing',
  empty: 'resultEmpty',
  overflow: 'resultOverflow',
  evaluated: 'resultEvaluated',
  granted: 'resultGranted',
  nothing: 'resultNothing',
} as const;

function SkippedStep({ step, number }: { readonly step: StepView; readonly number: number }): JSX.Element {
  const words = useWords();
  return (
    <li class="step skip" data-step={step.step}>
      <span class="node">
        <Icon name="dot" />
      </span>
      <div class="line">
        <h2>
          <span class="n">{number}</span>
          {words.signIn[step.step]}
        </h2>
        <span>{step.headline}</span>
      </div>
    </li>
  );
}

const bases = { documented: 'basisDocumented', assumption: 'basisAssumption', 'our-choice': 'basisOurChoice' } as const;

function Rule({ step }: { readonly step: StepView }): JSX.Element | null {
  const store = useStore();
  const { signIn } = useWords();
  const { reached } = step;
  if (!reached) return null;
  const { source } = reached;
  return (
    <dl class="rule">
      <dt>{signIn.rule}</dt>
      <dd>{reached.rule}</dd>
      <dt>{signIn.basis}</dt>
      <dd>
        <span class={reached.basis === 'documented' ? 'tag' : 'tag assume'}>{signIn[bases[reached.basis]]}</span>{' '}
        {source !== null && (
          <button type="button" class="link" title={source} onClick={() => store.post({ type: 'openPage', address: source })}>
            {step.sourceTitle}
          </button>
        )}
      </dd>
      {reached.message !== step.headline && (
        <>
          <dt>{signIn.inFull}</dt>
          <dd>
            <bdi>{reached.message}</bdi>
          </dd>
        </>
      )}
      {step.readFrom.length > 0 && (
        <>
          <dt>{signIn.readFrom}</dt>
          <dd>
            {step.readFrom.map((place, index) => (
              <span key={`${place.file}:${place.line}`}>
                {index > 0 && ', '}
                <SourceLink place={place} withFile />
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function StepBody({ step, view }: { readonly step: StepView; readonly view: SignInView }): JSX.Element | null {
  const { signIn } = useWords();
  if (step.remedies.length > 0)
    return (
      <div class="body">
        {step.remedies.map((remedy) => (
          <RemedyBox key={remedy.text} remedy={remedy} />
        ))}
      </div>
    );
  switch (step.step) {
    case 'group_claim':
      if (view.groups.length + view.withheld.length === 0) return null;
      return (
        <div class="body">
          <Groups view={view} />
        </div>
      );
    case 'group_mappings':
      if (view.mappings.length === 0) return null;
      return (
        <div class="body">
          <MappingGroups view={view} />
        </div>
      );
    case 'access':
      if (view.access.length + view.acls.length === 0) return null;
      return (
        <div class="body">
          {view.access.length > 0 && <AccessTable view={view} />}
          {view.acls.length > 0 && <AclTable view={view} caption={signIn.acls} />}
        </div>
      );
    default:
      return null;
  }
}

/** How many groups are shown before the rest is behind a button. */
const shownGroups = 60;

function Groups({ view }: { readonly view: SignInView }): JSX.Element {
  const { signIn } = useWords();
  const groups = view.groups.slice(0, shownGroups);
  const withheld = view.withheld.slice(0, shownGroups);
  const hidden = view.groups.length - groups.length + view.withheld.length - withheld.length;
  return (
    <ul class="chips" aria-label={signIn.groups} data-groups={view.groups.length} data-withheld={view.withheld.length}>
      {groups.map((label) => (
        <GroupChip key={label.group} label={label} />
      ))}
      {withheld.map(({ group, reason }) => (
        <GroupChip key={`${group.group}\0${reason}`} label={group} note={reason} />
      ))}
      {hidden > 0 && <li class="chip idle">{signIn.moreGroups.replace('{0}', String(hidden))}</li>}
    </ul>
  );
}

function RemedyBox({ remedy: { title, text, request } }: { readonly remedy: Remedy }): JSX.Element {
  const store = useStore();
  const { signIn } = useWords();
  const asText = request && `${request.method} ${request.path}\n${request.body}`;
  const asCurl =
    request &&
    `curl --request ${request.method} --url 'https://api.confluent.cloud${request.path}' --user "$CLOUD_API_KEY:$CLOUD_API_SECRET" \\\n  --header 'Content-Type: application/json' --data '${request.body}'`;
  return (
    <div class="callout">
      {title !== null && (
        <h3>
          <bdi>{title}</bdi>
        </h3>
      )}
      <p>
        {title === null && <Icon name="info" tone="info" />} <bdi>{text}</bdi>
      </p>
      {asText !== null && asCurl !== null && (
        <>
          {/* It may have to be scrolled. */}
          <pre class="code" tabIndex={0} role="region" aria-label={signIn.jitRequest}>
            {asText}
          </pre>
          <div class="row">
            <button type="button" class="btn" onClick={() => store.post({ type: 'copy', text: asCurl })}>
              {signIn.copyCurl}
            </button>
            <button type="button" class="btn" onClick={() => store.post({ type: 'copy', text: asText })}>
              {signIn.copyRequest}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
