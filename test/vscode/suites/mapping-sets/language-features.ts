import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitUntil } from '../wait-until.js';
import { expectFindings, find, findingsOf, open, replace, write } from './editor.js';

/** The text of a hover, of every one that is shown. */
async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
}

/** What is suggested at a position, as users see it. */
async function suggestions(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
  return list.items;
}

const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? label : label.label);

/** Accepts one suggestion as the editor would. */
async function accept(document: vscode.TextDocument, item: vscode.CompletionItem): Promise<void> {
  const { range, insertText } = item;
  assert.ok(range && insertText !== undefined, `${labelOf(item)} says what it inserts, and where`);
  const edit = new vscode.WorkspaceEdit();
  const text = typeof insertText === 'string' ? insertText : insertText.value;
  edit.replace(document.uri, range instanceof vscode.Range ? range : range.replacing, text);
  for (const { range: other, newText } of item.additionalTextEdits ?? []) edit.replace(document.uri, other, newText);
  await vscode.workspace.applyEdit(edit);
}

/** The fixes and refactorings for a range. */
function actionsAt(document: vscode.TextDocument, range: vscode.Range): Thenable<(vscode.CodeAction | vscode.Command)[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range);
}

describe('completion', () => {
  for (const [style, old, marked] of [
    ['single-quoted', `'"cc-engineering" in groups'`, `'"<|>" in groups'`],
    ['folded', '"cc-orders" in groups', '"<|>" in groups'],
    ['double-quoted', '"\\"Ops 🚀 \\\\\\"night\\\\\\" shift\\" in groups"', '"\\"<|>\\" in groups"'],
  ] as const)
    it(`offers the known groups inside a string, and writes one as a ${style} YAML scalar needs it`, async () => {
      const document = await open('globex/mappings.groupmap.yaml');
      const organization = await open('globex/organization.groupmap.yaml');
      const listed = find(organization, `'<|>Ops 🚀`).cursor;
      const { cursor } = await replace(document, old, marked);
      const items = await suggestions(document, cursor);
      const labels = items.map(labelOf);
      for (const group of ['cc-engineering', 'cc-support', 'cc-orders'])
        assert.ok(labels.includes(group), `${group} in ${labels.join(', ')}`);
      const item = items.find((one) => labelOf(one) === 'Ops 🚀 "night" shift');
      assert.ok(item, labels.join(', '));
      await accept(document, item);
      // However it is quoted there: it is that group, and nothing is wrong with the filter. Another mapping may ask for the same group.
      const isOfFilter = ({ severity, code }: vscode.Diagnostic) =>
        severity <= vscode.DiagnosticSeverity.Warning && !String(code).startsWith('mapping-');
      await waitUntil(() => !findingsOf(document).some(isOfFilter), 'a filter without findings');
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', organization.uri, listed);
      assert.ok(found.some(({ uri, range }) => uri.path === document.uri.path && range.start.line === cursor.line));
    });

  it('offers the known groups in JSON', async () => {
    const document = await open('initech/initech.groupmap.json');
    const text = document.getText();
    const { cursor } = await replace(document, '"filter": "\\"cc-admins\\" in groups"', '"filter": "\\"<|>\\" in groups"');
    const item = (await suggestions(document, cursor)).find((one) => labelOf(one) === 'cc-admins');
    assert.ok(item);
    await accept(document, item);
    assert.equal(document.getText(), text);
  });

  it('offers operators where one can stand', async () => {
    const document = await open('filters/team.groupfilter');
    const { cursor } = await write(document, '"cc-admins" <|>');
    assert.ok((await suggestions(document, cursor)).some((item) => labelOf(item).startsWith('in')));
  });
});

describe('hover', () => {
  it('says of a group who has it', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const { cursor } = find(document, `'"cc-en<|>gineering" in groups'`);
    const text = await hoverAt(document, cursor);
    assert.ok(text.includes('mia@globex.example') && text.includes('noor@globex.example'), text);
  });
});

describe('code actions', () => {
  it('mend a mistake', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const clean = document.getText();
    const { ranges } = await replace(document, `'"cc-engineering" in groups'`, `'"cc-engineering" in <|group|>'`);
    await expectFindings(document, clean.replace(`'"cc-engineering" in groups'`, `'"cc-engineering" in <|group|>'`));
    const [range] = ranges;
    assert.ok(range);
    const actions = await actionsAt(document, range);
    const fix = actions.find((action): action is vscode.CodeAction => 'edit' in action && action.isPreferred === true);
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(', '));
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), clean);
    await expectFindings(document, clean);
  });
});

describe('rename', () => {
  it('changes a group in every file of the set, and nothing else', async () => {
    const mappings = await open('globex/mappings.groupmap.yaml');
    const others = [await open('globex/organization.groupmap.yaml'), await open('globex/users.groupmap.yaml')];
    const all = [mappings, ...others];
    const before = all.map((document) => document.getText());
    const { cursor } = find(mappings, `'"cc-en<|>gineering" in groups'`);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      mappings.uri,
      cursor,
      'it\'s "eng"',
    );
    await vscode.workspace.applyEdit(edit);
    const [newMappings = '', newOrganization = '', newUsers = ''] = all.map((document) => document.getText());
    assert.equal(
      newMappings,
      before[0]
        ?.replace(`'"cc-engineering" in groups'`, `'"it''s \\"eng\\"" in groups'`)
        .replace('"cc-engineering" in groups ||', `"it's \\"eng\\"" in groups ||`),
    );
    assert.ok(!newOrganization.includes('cc-engineering') && !newUsers.includes('cc-engineering'));
    assert.equal(newOrganization.split('\n').length, before[1]?.split('\n').length);
    // What the files say is still the same, under the new name: nothing is found in any of them.
    for (const document of all) await expectFindings(document, document.getText());
  });
});

describe('formatting', () => {
  it('tidies filters, and nothing else', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const clean = document.getText();
    await replace(document, `'"cc-engineering" in groups'`, `'( "cc-engineering"   in groups )||true'`);
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, options);
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), clean.replace(`'"cc-engineering" in groups'`, `'("cc-engineering" in groups) || true'`));
  });
});

describe('navigation', () => {
  const files = (locations: readonly (vscode.Location | vscode.LocationLink)[]) =>
    locations.map((location) => ('uri' in location ? location.uri : location.targetUri).path.split('/').at(-1) ?? '').sort();

  it('goes from a group to where it is listed', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const { cursor } = find(document, `'"cc-en<|>gineering" in groups'`);
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      cursor,
    );
    assert.deepEqual(files(found), ['organization.groupmap.yaml']);
  });

  it('finds every place where a group is named, also in files that are not open', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const { cursor } = find(document, `'"cc-en<|>gineering" in groups'`);
    const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, cursor);
    assert.deepEqual(files(found), [
      'mappings.groupmap.yaml',
      'mappings.groupmap.yaml',
      'organization.groupmap.yaml',
      'users.groupmap.yaml',
      'users.groupmap.yaml',
    ]);
  });

  it('goes from a role to the mappings that grant it, on to their groups, and back', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const { cursor } = find(document, 'role_name: Resource<|>Owner');
    const ask = <Result>(command: string, ...rest: unknown[]) => vscode.commands.executeCommand<Result>(`vscode.${command}`, ...rest);
    const [role] = await ask<vscode.CallHierarchyItem[]>('prepareCallHierarchy', document.uri, cursor);
    const [mapping] = await ask<vscode.CallHierarchyIncomingCall[]>('provideIncomingCalls', role);
    assert.deepEqual([role?.name, mapping?.from.name], ['ResourceOwner', 'Orders']);
    const groups = await ask<vscode.CallHierarchyIncomingCall[]>('provideIncomingCalls', mapping?.from);
    assert.deepEqual(groups.map(({ from }) => from.name).sort(), ['cc-engineering', 'cc-orders', 'cc-support']);
    const support = groups.find(({ from }) => from.name === 'cc-support')?.from;
    const back = await ask<vscode.CallHierarchyOutgoingCall[]>('provideOutgoingCalls', support);
    assert.deepEqual(back.map(({ to }) => to.name).sort(), ['Orders', 'Support']);
  });

  it('lists the mappings of a file, and finds them in the workspace', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    const names = (some: readonly vscode.DocumentSymbol[]): string[] => some.flatMap(({ name, children }) => [name, ...names(children)]);
    for (const name of ['Engineering', 'Orders', 'Support', 'Night shift'])
      assert.ok(names(symbols).includes(name), names(symbols).join(', '));
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'Night shift');
    assert.ok(found.some(({ name }) => name === 'Night shift'));
  });

  it('folds, and widens a selection from a group to its mapping', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    const { cursor } = find(document, '<|>- display_name: Orders');
    assert.ok(folds.some(({ start }) => start === cursor.line));
    const inGroup = find(document, '"cc-or<|>ders" in groups').cursor;
    const [innermost] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [inGroup],
    );
    const widening: string[] = [];
    for (let range = innermost; range; range = range.parent as vscode.SelectionRange) widening.push(document.getText(range.range));
    assert.ok(
      widening.some((text) => text.includes('"cc-orders"') && !text.includes('groups')),
      widening.join('\n--\n'),
    );
    assert.ok(widening.includes('"cc-orders" in groups'), widening.join('\n--\n'));
  });
});

describe('what is shown between the lines', () => {
  it('says above each mapping how many sample users match', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    assert.equal(lenses.length, 4);
    const titles = lenses.map(({ command }) => command?.title ?? '');
    assert.ok(
      titles.some((title) => title.includes('2 of 4')),
      titles.join(', '),
    );
    assert.ok(lenses.every(({ command }) => command?.command === 'groupmap.simulate'));
  });

  it('says behind a filter how many sample users match', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
    const labels = hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
    assert.ok(
      labels.some((label) => label.includes('2')),
      labels.join(', '),
    );
  });

  it('tells groups and operators of a filter file apart', async () => {
    const document = await open('filters/team.groupfilter');
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
    assert.ok(tokens.data.length >= 5 * 5, String(tokens.data.length));
  });
});
