import { describe, expect, it } from 'vitest';
import { readMappingFile } from '../../../src-language/mapping-set/read-mapping-file.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { findingsOf, messageOf, unmark } from './rule-cases.js';

const code = 'cli-filter-missing';
const gm = 'confluent iam group-mapping';
const placesIn = (path: string, text: string) =>
  findingsOf({ [path]: text })
    .filter((finding) => finding.code === code)
    .map(({ range }) => ({ start: range.start, end: range.end }));

function expectIn(path: string, marked: string): void {
  const { text, ranges } = unmark(marked);
  expect(placesIn(path, text)).toEqual(ranges);
}

describe(code, () => {
  it.each([
    ['create', `<|${gm} create|> demo --description "new description"\n`],
    ['update', `<|${gm} update|> group-123456 --description "updated description"\n`],
    [
      'a path and flags in between',
      `"$HOME"/x; /usr/local/bin/confluent -v iam group-mapping --unsafe-trace update x --name y`
        .replace('/usr', '<|/usr')
        .replace('update', 'update|>'),
    ],
    ['a continued line', `<|${gm} create|> \\\n  demo \\\n  -o json > out.json\n`],
    ['a substitution', `ID=$(<|${gm} create|> "$NAME" -o json | jq -r .id)\n`],
    ['a substitution in quotes', `echo "id: \`<|${gm} create|> $1\`"\n`],
    ['after a condition', `if ! <|${gm} update|> "$ID" --name x; then exit 1; fi\n`],
    ['the filter of another command', `<|${gm} create|> demo; other --filter x\n`],
    ['a filter that is only printed', `<|${gm} create|> demo --description '--filter true'\n`],
    ['a filter that is only a comment', `<|${gm} create|> demo # --filter x\n`],
    ['a name from a variable', `<|${gm} update|> $GROUP_ID --name "$NAME" -o $FORMAT\n`],
    ['a place for input', `ids | xargs -I{} <|${gm} update|> {} --name x\n`],
    ['CRLF', `<|${gm} create|> demo\r\n`],
    ['a byte-order mark', `\ufeff<|${gm} create|> demo\n`],
  ])('%s', (_what, marked) => expectIn('deploy.sh', marked));

  it.each([
    ['a filter', `${gm} create demo --filter '"x" in groups'\n`],
    ['a filter after =', `${gm} update group-1 --filter="$FILTER"\n`],
    ['a filter on another line', `${gm} create demo \\\n  --filter true\n`],
    ['help', `${gm} create --help\n`],
    ['other commands', `${gm} list; ${gm} delete group-1 --force; confluent iam pool create x\n`],
    ['a comment', `# ${gm} create demo\n`],
    ['what is printed', `echo ${gm} create demo\n`],
    ['a text', `cat <<EOF\n${gm} create demo\nEOF\nsay "${gm} create demo"\n`],
    ['flags that may come from a list', `${gm} create demo "\${ARGS[@]}"; ${gm} update "$@"\n`],
    ['flags that may come from a variable', `${gm} create demo $FLAGS; ${gm} update $UPDATE_ARGS; ${gm} create --$X demo\n`],
    ['arguments that come from input', `ids | xargs ${gm} update\n`],
  ])('not %s', (_what, text) => expectIn('deploy.sh', text));

  it.each([
    [`${gm} create demo -o json > x\n`, `${gm} create demo -o json --filter '"GROUP" in groups' > x\n`],
    [`X=$(${gm} update \\\n  $ID)`, `X=$(${gm} update \\\n  $ID --filter '"GROUP" in groups')`],
    [`${gm} create -- demo`, `${gm} create --filter '"GROUP" in groups' -- demo`],
  ])('adds a filter to %j', (text, fixed) => {
    const fixes = findingsOf({ 'a.sh': text })[0]?.fixes ?? [];
    expect(fixes.map(({ edits }) => applyEdits(text, edits))).toEqual([fixed, fixed.replace(`'"GROUP" in groups'`, 'true')]);
    for (const { edits } of fixes) expect(placesIn('a.sh', applyEdits(text, edits))).toEqual([]);
  });

  it('can be ignored, and only what follows is', () => {
    expectIn('a.sh', `# groupmap-ignore ${code}: a default for everyone\n${gm} create all \\\n  -o json\n<|${gm} create|> other\n`);
  });

  it('tells the two hazards apart', () => {
    const texts = ['create', 'update'].map((subcommand) => findingsOf({ 'a.sh': `${gm} ${subcommand} x --description y` })[0]?.message);
    expect(texts[0]).toContain('the default is "true"');
    expect(texts[1]).toContain('in the source of the command line');
    expect(messageOf(code, '')).toBe('');
  });
});

describe(`${code} in YAML`, () => {
  it.each([
    [
      'a block of GitHub Actions',
      `jobs:\n  a:\n    steps:\n      - run: |\n          set -e\n          <|${gm} create|> demo\n      - uses: x/y\n`,
    ],
    ['a folded block', `jobs: { a: { steps: [{ run: "x" }] } }\nb:\n  script: >-\n    <|${gm} update|> \${{ inputs.id }}\n    --name x\n`],
    ['a list of GitLab', `deploy:\n  before_script: [ls]\n  script:\n    - ls\n    - <|${gm} create|> demo\n`],
    ['a command of CircleCI', `jobs:\n  a:\n    steps:\n      - run: { name: x, command: '<|${gm} create|> demo' }\n`],
    ['double quotes', `script: "<|${gm} create|> \\"demo\\""\n`],
  ])('%s', (_what, marked) => {
    expectIn('build.yml', marked);
    const { text } = unmark(marked);
    for (const { edits } of findingsOf({ 'build.yml': text })[0]?.fixes ?? [])
      expect(placesIn('build.yml', applyEdits(text, edits))).toEqual([]);
  });

  it.each([
    ['a filter', `script: [${gm} create demo --filter true]\n`],
    ['another key', `run: x\nname: ${gm} create demo\n`],
    ['an ignore comment', `script:\n  # groupmap-ignore ${code}\n  - ${gm} create demo\n`],
  ])('not %s', (_what, text) => expectIn('build.yml', text));

  it('finds nothing else wrong with a build file, and leaves mapping files what they are', () => {
    expect(findingsOf({ 'build.yml': 'on: push\njobs: { a: { steps: [{ run: ls }] } }\n' })).toEqual([]);
    expect(findingsOf({ 'acme.yml': 'group_mapings: []\n' }).map((finding) => finding.code)).toEqual(['unknown-key']);
    expect(readMappingFile({ path: 'acme.yml', text: 'x-script: 1\nscript: ls\nusers: []\n' }).commands).toBeUndefined();
  });

  it('comes once for a block behind aliases', () => {
    expectIn('build.yml', `x: &x\n  script: <|${gm} create|> demo\ny: *x\nz: [*x, *x]\n`);
  });
});
