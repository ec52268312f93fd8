import type { ComponentChildren, JSX } from 'preact';
import type { DiffView, GrantChangeView, MappingChange, PersonView } from '../../protocol.js';
import { HiddenText } from '../parts/hidden-text.js';
import { Icon, type IconName } from '../parts/icon.js';
import { SentenceText } from '../parts/sentence-text.js';
import { SourceLink } from '../parts/source-link.js';
import { useWords } from '../use-panel.js';
import { fill, type PanelWords } from '../words.js';
import { ChangedFilterText, type GroupLabels } from './changed-filter-text.js';

type Words = PanelWords['diff'];

const kinds: Readonly<Record<GrantChangeView['change'], { readonly icon: IconName; readonly tone: string; readonly word: keyof Words }>> = {
  wider: { icon: 'wider', tone: 'ok', word: 'wider' },
  narrower: { icon: 'narrow', tone: 'warn', word: 'narrower' },
  changed: { icon: 'tilde', tone: 'info', word: 'changed' },
  added: { icon: 'plus', tone: 'ok', word: 'added' },
  removed: { icon: 'minus', tone: 'bad', word: 'removed' },
  unknown: { icon: 'question', tone: 'unk', word: 'unknown' },
};

/** What changes whatever groups somebody has: a sentence a role binding, with the filter behind it. */
export function ForAnyone({ view, labels }: { readonly view: DiffView; readonly labels: GroupLabels }): JSX.Element | null {
  const { diff: words } = useWords();
  if (view.forAnyone.length === 0) return null;
  const shown = new Set<MappingChange>();
  return (
    <Section title={words.forAnyone} hint={words.forAnyoneHint}>
      <ul>
        {view.forAnyone.map((change, index) => {
          const { icon, tone, word } = kinds[change.change];
          const filters = change.mappings.filter((mapping) => !shown.has(mapping));
          filters.forEach((mapping) => shown.add(mapping));
          return (
            <li key={index} class={change.isAdministrator ? 'sym admin' : 'sym'} data-change={change.change}>
              <Icon name={icon} tone={change.isAdministrator ? 'bad' : tone} />
              <p>
                <SentenceText sentence={change.sentence} />
              </p>
              <div class="row">
                <span class="tag">{words[word]}</span>
                {change.place?.side === 'head' && <SourceLink place={change.place} />}
              </div>
              {filters.length > 0 && (
                <div class="was">
                  {filters.map((mapping, at) => (
                    <ChangedFilterText key={at} filter={mapping.filter} labels={labels} />
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Who of the sample users gains and loses what. */
export function ForUsers({ view }: { readonly view: DiffView }): JSX.Element | null {
  const { diff: words } = useWords();
  const { people, unchangedPeople, usersAdded, usersRemoved } = view;
  if (people.length + unchangedPeople.length + usersAdded.length + usersRemoved.length === 0) return null;
  return (
    <Section title={words.forUsers} hint={words.forUsersHint}>
      {people.map((person) => (
        <Person key={person.user} person={person} />
      ))}
      {unchangedPeople.length > 0 && (
        <details class="unchanged">
          <summary class="link">
            {unchangedPeople.length === 1 ? words.unchangedOne : fill(words.unchangedMany, unchangedPeople.length)}
          </summary>
          <p class="sub dim">
            <bdi>{unchangedPeople.join(', ')}</bdi>
          </p>
        </details>
      )}
      {usersAdded.length > 0 && (
        <p class="sub dim">
          <bdi>{fill(words.usersAdded, usersAdded.join(', '))}</bdi>
        </p>
      )}
      {usersRemoved.length > 0 && (
        <p class="sub dim">
          <bdi>{fill(words.usersRemoved, usersRemoved.join(', '))}</bdi>
        </p>
      )}
    </Section>
  );
}

const changeSigns = {
  gains: { style: 'ins', sign: '+', tone: 'ok', word: 'gains' },
  loses: { style: 'del', sign: '−', tone: 'bad', word: 'loses' },
  uncertain: { style: 'maybe', sign: '?', tone: 'unk', word: 'uncertain' },
} as const;

function Person({ person }: { readonly person: PersonView }): JSX.Element {
  const { diff: words } = useWords();
  const { user, isAdministrator, signIn, via, changes } = person;
  return (
    <div class={isAdministrator ? 'person admin' : 'person'} data-user={user}>
      <h3>
        <Icon name="person" />
        <bdi>{user}</bdi>
        {via.length > 0 && (
          <span class="sub dim">
            {words.via} <SentenceText sentence={via} />
          </span>
        )}
      </h3>
      {signIn !== null && <p class="sub">{signIn}</p>}
      <ul>
        {changes.map(({ kind, granted, through }, index) => {
          const { style, sign, tone, word } = changeSigns[kind];
          return (
            <li key={index} class={style} data-kind={kind}>
              <span class={`sign ${tone}`} aria-hidden="true">
                {sign}
              </span>
              <HiddenText>{words[word]} </HiddenText>
              <SentenceText sentence={granted} />{' '}
              <span class="sub dim">
                <SentenceText sentence={through} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What is rewritten, not known, or set otherwise. */
export function OtherChanges({ view }: { readonly view: DiffView }): JSX.Element {
  const { diff: words } = useWords();
  return (
    <>
      {view.settings.length > 0 && (
        <Section title={words.settings}>
          <Lines>
            {view.settings.map((text, index) => (
              <li key={index}>
                <bdi>{text}</bdi>
              </li>
            ))}
          </Lines>
        </Section>
      )}
      {view.unknownMappings.length > 0 && (
        <Section title={words.unknownMappings}>
          <Lines>
            {view.unknownMappings.map(({ side, place, sentence }, index) => (
              <li key={index}>
                <Icon name="question" tone="unk" /> <SentenceText sentence={sentence} /> {side === 'head' && <SourceLink place={place} />}
              </li>
            ))}
          </Lines>
        </Section>
      )}
      {view.rewritten.length > 0 && (
        <Section title={words.rewritten}>
          <Lines>
            {view.rewritten.map(({ change, sentence }, index) => (
              <li key={index}>
                <SentenceText sentence={sentence} /> {change.head && <SourceLink place={change.head} />}
              </li>
            ))}
          </Lines>
        </Section>
      )}
    </>
  );
}

function Lines({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <ul class="diff-lines">{children}</ul>;
}

function Section({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="section">
      <h2>
        {title} {hint !== undefined && <span class="sub">{hint}</span>}
      </h2>
      {children}
    </section>
  );
}
