import { describe, expect, it } from 'vitest';
import { scriptSelector } from '../../server/scripts.js';
import { soundFile } from '../cli/run-groupmap.js';
import { editorCapabilities } from '../support/language-client.js';
import { codesOf, markDiagnostics, startSession } from './editor-session.js';

const hazard = 'confluent iam group-mapping create everyone';
const script = `#!/bin/sh\nset -e\n${hazard} -o json\n`;

describe('an open script', () => {
  it('is warned of, and put right by a quick fix', async () => {
    const { client, document } = await startSession({ 'deploy.sh': script });
    const open = document('deploy.sh');
    const { diagnostics } = await client.diagnosticsOf(open);
    expect(diagnostics).toMatchObject([{ code: 'cli-filter-missing', severity: 2 }]);
    expect(markDiagnostics(open.text, diagnostics)).toContain('<|confluent iam group-mapping create|> everyone');

    const actions = await client.request<{ title: string; edit: { documentChanges: { edits: { newText: string }[] }[] } }[]>(
      'textDocument/codeAction',
      { textDocument: { uri: open.uri }, range: diagnostics[0]?.range, context: { diagnostics } },
    );
    expect(actions.map(({ title }) => title)).toEqual([
      'Add --filter for one group',
      'Add --filter true: everyone is meant',
      'Ignore cli-filter-missing here',
    ]);
    client.replace(open, script.replace(' -o json', ` -o json${actions[0]?.edit.documentChanges[0]?.edits[0]?.newText ?? ''}`));
    expect((await client.diagnosticsOf(open)).diagnostics).toEqual([]);
    client.replace(open, script.replace(hazard, `# groupmap-ignore cli-filter-missing\n${hazard}`));
    expect((await client.diagnosticsOf(open)).diagnostics).toEqual([]);
    client.replace(open, 'ls\n');
    expect((await client.diagnosticsOf(open)).diagnostics).toEqual([]);
  });

  it('may be the YAML of a build service, where comments silence inside the block too', async () => {
    const build = `jobs:\n  a:\n    steps:\n      - run: |\n          ${hazard}\n          # groupmap-ignore cli-filter-missing\n          ${hazard}\n`;
    const { client, document } = await startSession({ 'build.yml': build });
    const open = document('build.yml');
    expect(codesOf((await client.diagnosticsOf(open)).diagnostics)).toEqual(['cli-filter-missing']);
    for (const item of [`script:\n  - ${hazard}\n`, `a:\n  - run: ${hazard}\n`]) {
      client.replace(open, item);
      const { diagnostics } = await client.diagnosticsOf(open);
      const actions = await client.request<{ title: string; edit: { documentChanges: { edits: { newText: string }[] }[] } }[]>(
        'textDocument/codeAction',
        { textDocument: { uri: open.uri }, range: diagnostics[0]?.range, context: { diagnostics } },
      );
      const comment = actions.at(-1)?.edit.documentChanges[0]?.edits[0]?.newText ?? '';
      client.replace(open, item.replace('\n', `\n${comment}`));
      expect((await client.diagnosticsOf(open)).diagnostics).toEqual([]);
    }
    const uri = { textDocument: { uri: open.uri }, position: { line: 0, character: 2 } };
    expect(await client.request('textDocument/completion', uri)).toMatchObject({ items: [] });
    expect(await client.request('textDocument/hover', uri)).toBeNull();
  });

  it('has the severities of the set beside it, as they are now', async () => {
    const settings = (severity: string) => `settings: { severity: { cli-filter-missing: ${severity} } }\n`;
    const { client, document, uri } = await startSession({ 'a.groupmap.yaml': settings('error'), 'deploy.sh': script });
    const severities = async (expected: readonly number[]) => {
      const isShown = ({ diagnostics }: { diagnostics: readonly { severity?: number }[] }) =>
        JSON.stringify(diagnostics.map(({ severity }) => severity)) === JSON.stringify(expected);
      await client.nextDiagnostics(uri('deploy.sh'), isShown);
    };
    expect((await client.diagnosticsOf(document('deploy.sh'))).diagnostics).toMatchObject([{ severity: 1 }]);
    for (const [severity, expected] of [
      ['hint', [4]],
      ['off', []],
      ['information', [3]],
    ] as const) {
      const shown = severities(expected);
      client.replace(document('a.groupmap.yaml'), settings(severity));
      await shown;
    }
  });

  it('is no part of the set beside it', async () => {
    const { client, document } = await startSession({
      'a.groupmap.yaml': soundFile,
      'deploy.sh': script,
      'other.yaml': 'users: [1]\n',
      'ls.sh': 'ls\n',
    });
    expect((await client.diagnosticsOf(document('a.groupmap.yaml'))).diagnostics).toEqual([]);
    expect(codesOf((await client.diagnosticsOf(document('deploy.sh'))).diagnostics)).toEqual(['cli-filter-missing']);
    for (const name of ['other.yaml', 'ls.sh']) expect(client.published.filter(({ uri }) => uri === document(name).uri)).toEqual([]);
    const cleared = client.nextDiagnostics(document('deploy.sh').uri);
    client.close(document('deploy.sh'));
    expect(await cleared).toMatchObject({ diagnostics: [] });
  });

  it('is asked for where the client can be asked, without what formats or completes such files', async () => {
    const capabilities = structuredClone(editorCapabilities);
    capabilities.textDocument = {
      ...capabilities.textDocument,
      synchronization: { dynamicRegistration: true },
      codeAction: { ...capabilities.textDocument?.codeAction, dynamicRegistration: true },
    };
    const { client, document } = await startSession({ 'a.groupmap.yaml': soundFile }, { capabilities });
    await client.diagnosticsOf(document('a.groupmap.yaml'));
    await client.until(() => client.registered.has('textDocument/codeAction'));
    expect([...client.registered.keys()].filter((method) => method.startsWith('textDocument/')).sort()).toEqual([
      'textDocument/codeAction',
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didOpen',
    ]);
  });
});

describe('which YAML is a script', () => {
  /** A glob of the selector as a regular expression, independent of any library: `*`, `[!x]` and `{a,b}` are all it has. */
  const matches = (glob: string, path: string): boolean =>
    new RegExp(
      `^${glob
        .replaceAll('.', '\\.')
        .replaceAll('**/', '(?:.*/)?')
        .replace(/(?<!\.)\*(?=\[)/, '[^/]*')
        .replace(/\[!(\\?.)\]/, '[^$1/]')
        .replace(/\{(\w+),(\w+)\}/, '(?:$1|$2)')}$`,
    ).test(path);
  const patterns = scriptSelector().flatMap(({ language, pattern }) => (language === 'yaml' && pattern !== undefined ? [pattern] : []));

  it.each(['build.yml', 'a/.github/workflows/deploy.yaml', 'bitmap.yaml', 'my-groupmap.yml', 'a.groupmaps.yaml', '.gitlab-ci.yml'])(
    '%s is',
    (path) => {
      expect(patterns.filter((pattern) => matches(pattern, path))).toHaveLength(1);
    },
  );

  it.each(['acme.groupmap.yaml', 'a/b/acme.groupmap.yml', 'build.json'])('%s is not', (path) => {
    expect(patterns.filter((pattern) => matches(pattern, path))).toEqual([]);
  });
});
