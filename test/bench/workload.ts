/** Deterministic random numbers (mulberry32), so that every run measures the same work. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = randomNumbers(20_240_410);
const pick = (count: number): number => Math.floor(random() * count);

/** 2,000 group names such as a company's directory holds. */
export const groups: readonly string[] = Array.from(
  { length: 2000 },
  (_, index) => `cc-${['data', 'platform', 'orders', 'sre'][index % 4]}-team-${index}`,
);

/** Filters of one to six tests, `&&` and `||` mixed as people mix them, at most 300 characters. */
export function makeFilters(count: number): string[] {
  return Array.from({ length: count }, () => {
    const tests = Array.from({ length: 1 + pick(6) }, () => `"${groups[pick(groups.length)]}" in groups`);
    return tests.reduce((text, test) => `${text} ${random() < 0.3 ? '&&' : '||'} ${test}`);
  });
}

/** People with 5 to 40 of the groups. */
export function makeMemberships(count: number): string[][] {
  return Array.from({ length: count }, () => Array.from({ length: 5 + pick(36) }, () => groups[pick(groups.length)] ?? ''));
}

/** A mapping file with so many mappings of eight or nine keys, and a few known groups and users. */
export function makeMappingFile(mappings: number): string {
  const lines = [
    'organization:',
    '  display_name: Acme',
    '  limits: { group_mappings: 2000 }',
    'sso:',
    '  identity_provider: okta',
    '  group_attribute: groups',
    'group_mappings:',
  ];
  makeFilters(mappings).forEach((filter, index) => {
    lines.push(
      `  - display_name: Mapping ${index}`,
      `    description: Access of team ${index}`,
      `    filter: '${filter}'`,
      '    role_bindings:',
      '      - role_name: DeveloperRead',
      `        crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-${index % 7}/cloud-cluster=lkc-${index % 31}/kafka=lkc-${index % 31}/topic=team-${index}-*`,
      '      - role_name: DeveloperWrite',
      `        crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-${index % 7}/cloud-cluster=lkc-${index % 31}/kafka=lkc-${index % 31}/topic=team-${index}-out`,
    );
  });
  lines.push('users:');
  makeMemberships(12).forEach((member, index) => {
    lines.push(`  - name: person-${index}@acme.example`, `    groups: [${member.join(', ')}]`);
  });
  return `${lines.join('\n')}\n`;
}

/** Lines of a users file (JSON Lines). */
export function makeUserLines(count: number): string[] {
  return makeMemberships(count).map((member, index) =>
    JSON.stringify({ name: `person-${index}@acme.example`, account: index % 3 === 0 ? 'existing' : 'new', groups: member }),
  );
}
