import { mkdirSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  expectationTestsRequest,
  expectNowRequest,
  mappingSetsRequest,
  operandCoverageRequest,
  runExpectationTestsRequest,
  setsChangedNotification,
  type DocumentPlace,
  type ExpectationTestsResult,
  type ExpectNowResult,
  type MappingSetsResult,
  type OperandCoverageResult,
  type RunExpectationTestsResult,
} from '../../protocol.js';
import { runGroupmap } from '../cli/run-groupmap.js';
import { fileUri, offsetAt } from '../support/language-client.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';
import { startSession } from './editor-session.js';

const mappings = `group_mappings:
  - display_name: One
    filter: '<|"a" in groups|> && <|"b" in groups|>'
    role_bindings: [{ role_name: Read, crn_pattern: crn://1 }]
  - display_name: Two
    group: <|a|>
    role_bindings: []
`;
const users = `users:
  - name: <|ana|>
    groups: [a]
    expect:
      <|group_mappings|>: [One]
      <|role_bindings|>:
        - Read
  - name: <|ben|>
    groups: [a, b]
    expect: { <|sign_in|>: allowed }
  - name: eve
    groups: [b]
`;
const files = { 'a.groupmap.yaml': mappings, 'b.groupmap.yaml': users };

function marked(text: string, uri: string, places: readonly DocumentPlace[]): string {
  const own = places.filter((place) => place.uri === uri);
  return markRanges(parseMarkedText(text).text, own.map(({ range }) => ({ start: offsetAt(parseMarkedText(text).text, range.start), end: offsetAt(parseMarkedText(text).text, range.end) }))); // prettier-ignore
}

describe('expectations as tests', () => {
  it('are found by any file of the set or its own URI, at their places, also in files that no editor has open', async () => {
    const { client, uri, directory } = await startSession(files, { open: ['a.groupmap.yaml'] });
    const byFile = await client.request<ExpectationTestsResult>(expectationTestsRequest, { uri: uri('a.groupmap.yaml') });
    expect(await client.request(expectationTestsRequest, { uri: fileUri(directory) })).toEqual(byFile);
    expect(byFile.uri).toBe(fileUri(directory));
    expect(byFile.users.map(({ id, keys }) => [id, keys.map(({ key, expected }) => `${key} ${expected}`)])).toEqual([
      ['ana', ['group_mappings One', 'role_bindings Read']],
      ['ben', ['sign_in allowed']],
    ]);
    const places = byFile.users.flatMap((user) => [user, ...user.keys]);
    expect(marked(users, uri('b.groupmap.yaml'), places)).toBe(users);
    expect(await client.request(expectationTestsRequest, { uri: fileUri(directory, 'nothing') })).toBeNull();
  });

  it('come to what `groupmap test` says, all of them or some', async () => {
    const { client, directory, uri } = await startSession(files);
    const run = (ids?: readonly string[]) =>
      client.request<RunExpectationTestsResult>(runExpectationTestsRequest, { uri: uri('b.groupmap.yaml'), ids });
    const { stdout } = await runGroupmap(['test', '.', '--format', 'json'], { cwd: directory });
    const told = JSON.parse(stdout) as {
      results: { user: string; passed: boolean; failures: { key: string; message: string; line: number }[] }[];
    };
    const { users: results } = await run();
    expect(
      results.map(({ id, passed, failures }) => ({
        user: id,
        passed,
        failures: failures.map(({ key, message, range }) => ({ key, message, line: range.start.line + 1 })),
      })),
    ).toEqual(
      told.results.map(({ user, passed, failures }) => ({
        user,
        passed,
        failures: failures.map(({ key, message, line }) => ({ key, message, line })),
      })),
    );
    expect(results.map(({ passed }) => passed)).toEqual([false, true]);
    expect((await run(['ben', 'nobody'])).users.map(({ id }) => id)).toEqual(['ben']);
  });

  it('follow what is typed, before it is saved', async () => {
    const { client, document, uri } = await startSession(files);
    const results = async () =>
      (await client.request<RunExpectationTestsResult>(runExpectationTestsRequest, { uri: uri('a.groupmap.yaml') })).users.map(
        ({ passed }) => passed,
      );
    expect(await results()).toEqual([false, true]);
    const open = document('b.groupmap.yaml');
    client.replace(open, open.text.replace('groups: [a]', 'groups: [a, b]').replace('[One]', '[One, Two]'));
    expect(await results()).toEqual([true, true]);
    client.replace(open, open.text.replace('    expect: { sign_in: allowed }\n', ''));
    expect(await results()).toEqual([true]);
  });

  it('cover the tests in filters with their users', async () => {
    const { client, uri } = await startSession(files);
    const cover = (ids?: readonly string[]) =>
      client.request<OperandCoverageResult>(operandCoverageRequest, { uri: uri('a.groupmap.yaml'), ids });
    const covered = await cover();
    const counts = (found: OperandCoverageResult) =>
      found.map(({ matching, operands }) => [matching, operands.map((operand) => [operand.trueFor, operand.falseFor])]);
    expect(marked(mappings, uri('a.groupmap.yaml'), covered.flatMap(({ operands }) => operands))).toBe(mappings); // prettier-ignore
    // eve is expected nothing of, and so tests nothing.
    expect(counts(covered)).toEqual([
      [1, [[2, 0], [1, 1]]], // prettier-ignore
      [2, [[2, 0]]], // prettier-ignore
    ]);
    expect(counts(await cover(['ana']))[0]).toEqual([0, [[1, 0], [0, 1]]]); // prettier-ignore
  });

  it('can be made to say what happens now', async () => {
    const { client, uri } = await startSession(files);
    const ask = (id: string, keys?: readonly string[]) =>
      client.request<ExpectNowResult | null>(expectNowRequest, { uri: uri('a.groupmap.yaml'), id, keys });
    const answer = await ask('ana', ['group_mappings']);
    if (!answer || 'problem' in answer) throw new Error(answer?.problem ?? 'There is no such test.');
    expect(answer.uri).toBe(uri('b.groupmap.yaml'));
    expect(answer.proposal).toMatchObject({
      line: 5,
      oldLines: ['      group_mappings: [One]'],
      newLines: ['      group_mappings: [Two]'],
    });
    expect(await ask('ben')).toHaveProperty('problem');
    expect(await ask('nobody')).toBeNull();
  });
});

describe('the mapping sets of a workspace', () => {
  const one = 'organization: { display_name: One }\n';

  it('are those of its folders and of open files, and the client is told when there may be others', async () => {
    const { client, directory, document, write } = await startSession(
      { 'one/a.groupmap.yaml': one, 'elsewhere/c.groupmap.yaml': one, 'two.groupfilter': '"a" in groups' },
      { open: ['one/a.groupmap.yaml'] },
    );
    let told = 0;
    client.connection.onNotification(setsChangedNotification, () => {
      told++;
      client.wake();
    });
    const names = async () =>
      (await client.request<MappingSetsResult>(mappingSetsRequest, {}))
        .map(({ uri, name }) => `${uri.slice(fileUri(directory).length)} ${name}`)
        .sort();
    expect(await names()).toEqual(['/elsewhere One', '/one One']);
    await client.diagnosticsOf(document('one/a.groupmap.yaml'));

    const before = told;
    mkdirSync(join(directory, 'three'));
    write('three/b.groupmap.yaml', 'organization: { display_name: Three }\n', 1);
    await client.until(() => told > before);
    expect(await names()).toEqual(['/elsewhere One', '/one One', '/three Three']);

    const then = told;
    rmSync(join(directory, 'elsewhere'), { recursive: true });
    // An editor tells of a deleted folder as of one thing.
    client.filesChanged({ uri: fileUri(directory, 'elsewhere'), type: 3 });
    await client.until(() => told > then);
    expect(await names()).toEqual(['/one One', '/three Three']);
  });

  it('are none where there is nothing but other files', async () => {
    const { client, directory } = await startSession(
      { 'notes.yaml': 'a: 1\n', 'a.groupfilter': '"a" in groups', 'cloud/main.tf': 'resource "null_resource" "a" {}\n' },
      { open: [] },
    );
    writeFileSync(join(directory, 'x.txt'), '');
    expect(await client.request(mappingSetsRequest, {})).toEqual([]);
  });
});
