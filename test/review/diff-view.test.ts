import { describe, expect, it } from 'vitest';
import { viewOfDiff, type DiffView } from '../../src-language/review/diff-view.js';
import { type Sentence, writeSentence } from '../../src-language/review/sentence.js';
import { services, setOfYaml } from './drawn-sets.js';

const crn = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-prod';
const known = `known_groups:\n  - { id: 9efcf0ab-9227-411d-bbea-0481e862c115, display_name: cc-orders }\n`;

/** A set of one mapping, `Orders`. */
function orders(filter: string, role = 'DataSteward', rest = ''): string {
  return `${rest}group_mappings:
  - display_name: Orders
    filter: '${filter}'
    role_bindings: [{ role_name: ${role}, crn_pattern: '${crn}' }]
`;
}

function view(base: string, head: string): DiffView {
  const [before, after] = [setOfYaml(base), setOfYaml(head)];
  return viewOfDiff(services.diff(before, after), before, after);
}

/** A sentence with groups in angle brackets. */
function words(sentence: Sentence): string {
  return writeSentence(sentence, (part) => (part.kind === 'group' ? `<${part.label.displayName ?? part.text}>` : part.text));
}

describe('what changes for anyone, in a sentence', () => {
  it.each([
    ['"a" in groups', '"a" in groups || "b" in groups', 'Anyone in <b> now gets DataSteward on environment env-prod.'],
    [
      '"a" in groups',
      '"a" in groups || "b" in groups && "c" in groups',
      'Anyone in <b> and <c> now gets DataSteward on environment env-prod.',
    ],
    [
      '"a" in groups',
      '"a" in groups || "b" in groups || "c" in groups',
      'Anyone in <b>, or in <c>, now gets DataSteward on environment env-prod.',
    ],
    ['"a" in groups', 'true', 'Everyone who signs in now gets DataSteward on environment env-prod.'],
    [
      '"a" in groups',
      '"a" in groups && "b" in groups',
      '<a> alone no longer gives DataSteward on environment env-prod; <a> and <b> still do.',
    ],
    [
      '"a" in groups || "b" in groups',
      '"a" in groups',
      '<b> alone no longer gives DataSteward on environment env-prod; <b> and <a> still do.',
    ],
    ['true', '"a" in groups', 'Not everyone who signs in gets DataSteward on environment env-prod any more; <a> still does.'],
    ['"a" in groups && "b" in groups', 'false', 'Nobody gets DataSteward on environment env-prod any more. Until now: <a> and <b>.'],
    ['true', 'false', 'Nobody gets DataSteward on environment env-prod any more. Until now: everyone who signs in.'],
    [
      '"a" in groups',
      '"b" in groups',
      'Anyone in <b> now gets DataSteward on environment env-prod. <a> alone no longer gives DataSteward on environment env-prod; <a> and <b> still do.',
    ],
    [
      '"a" in groups',
      '"a" in groups || groups.exists(g, g.startsWith("eng-"))',
      'Anyone in a group such as <eng-a> now gets DataSteward on environment env-prod.',
    ],
    [
      '"a" in groups',
      '"9efcf0ab-9227-411d-bbea-0481e862c115" in groups || "a" in groups',
      'Anyone in <cc-orders> now gets DataSteward on environment env-prod.',
    ],
    [
      '"a" in groups',
      '"a" in groups && size(groups) > 1',
      'DataSteward on environment env-prod: "Orders" is a filter of more than group tests joined by && and ||, and those are not compared.',
    ],
  ])('from %s to %s', (before, after, expected) => {
    expect(view(orders(before), orders(after, 'DataSteward', known)).forAnyone.map(({ sentence }) => words(sentence))).toEqual([expected]);
  });
});

describe('the answer', () => {
  const users = (count: number) =>
    `users:\n${Array.from({ length: count }, (_, index) => `  - { name: user-${index}@acme.example, groups: [g${index}] }\n`).join('')}`;

  it.each([
    [
      '"g0" in groups',
      '("g0" in groups)',
      'DataSteward',
      3,
      'none',
      'Nobody’s access changes',
      '1 filter is rewritten and means the same as before. No group set gains or loses anything.',
    ],
    [
      '"g0" in groups',
      '"g0" in groups || "g1" in groups',
      'DataDiscovery',
      3,
      'change',
      '1 of 3 people gains access',
      'Of 3 people: 1 gains, 2 keep exactly what they have. 1 role binding changes for someone.',
    ],
    [
      '"g0" in groups',
      '"g1" in groups',
      'DataDiscovery',
      2,
      'change',
      '2 of 2 people gain or lose access',
      'Of 2 people: 1 gains, 1 loses. 1 role binding changes for someone.',
    ],
    [
      '"g0" in groups',
      '"g0" in groups || "g1" in groups',
      'OrganizationAdmin',
      1,
      'administrator',
      'Anyone with the right groups can gain an administrator role',
      'Of 1 person: 1 keeps exactly what they have. 1 role binding changes for someone.',
    ],
    [
      '"g0" in groups',
      '"g0" in groups || "g1" in groups',
      'OrganizationAdmin',
      2,
      'administrator',
      '1 of 2 people gains an administrator role',
      'Of 2 people: 1 gains, 1 keeps exactly what they have. 1 role binding changes for someone.',
    ],
    [
      '"g0" in groups',
      '"g0" in groups or',
      'DataDiscovery',
      0,
      'unknown',
      'Whether anybody’s access changes is not certain',
      'There are no sample users. 1 is unknown.',
    ],
  ])('from %s to %s for %s and %d users is of level %s', (before, after, role, count, level, heading, detail) => {
    const { level: toldLevel, heading: toldHeading, detail: toldDetail } = view(orders(before, role), orders(after, role, users(count)));
    expect([toldLevel, toldHeading, toldDetail]).toEqual([level, heading, detail]);
  });

  it('puts administrators first, in what changes for anyone and of each user', () => {
    const set = (groups: readonly [string, string]) => `group_mappings:
  - { display_name: Read, group: ${groups[0]}, role_bindings: [{ role_name: DeveloperRead, crn_pattern: '${crn}' }] }
  - { display_name: Run, group: ${groups[1]}, role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: '${crn}' }, { role_name: MetricsViewer, crn_pattern: '${crn}' }] }
users:
  - { name: ana@acme.example, groups: [c] }
  - { name: ben@acme.example, groups: [c, d] }
`;
    const { forAnyone, people } = view(set(['a', 'b']), set(['c', 'd']));
    expect(forAnyone.map(({ isAdministrator, sentence }) => [isAdministrator, words(sentence).split(' on ')[0]])).toEqual([
      [true, 'Anyone in <d> now gets EnvironmentAdmin'],
      [false, 'Anyone in <c> now gets DeveloperRead'],
      [false, 'Anyone in <d> now gets MetricsViewer'],
    ]);
    expect(
      people.map(({ user, via, changes }) => [
        user,
        words(via),
        ...changes.map(({ kind, granted, through }) => `${kind} ${words(granted).split(' ')[0]} ${words(through)}`),
      ]),
    ).toEqual([
      [
        'ben@acme.example',
        '<c> and <d>',
        'gains EnvironmentAdmin through Run',
        'gains DeveloperRead through Read',
        'gains MetricsViewer through Run',
      ],
      ['ana@acme.example', '<c>', 'gains DeveloperRead through Read'],
    ]);
  });
});
