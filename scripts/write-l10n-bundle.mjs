// Gathers the extension's own texts for translators: the first argument of every `l10n.t(…)` and `t(…)` in client/, and the panel's tables.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The texts of a folder of TypeScript files, sorted. A text that is not a literal could not be translated: it is an error. */
export function gatherTexts(folder) {
  const texts = new Set();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      if (ts.isCallExpression(node) && isTranslation(node.expression)) {
        const [text] = node.arguments;
        if (!text || !ts.isStringLiteralLike(text)) {
          const { line } = file.getLineAndCharacterOfPosition(node.getStart());
          throw new Error(`${path}:${line + 1}: the text to translate must be a string literal.`);
        }
        texts.add(text.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return [...texts].sort();
}

function isTranslation(callee) {
  if (ts.isIdentifier(callee)) return callee.text === 't';
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 't' && callee.expression.getText().endsWith('l10n');
}

/** The texts of the panel's tables of words: every string there that is the value of a key. */
export function gatherPanelWords(folder) {
  const texts = [];
  for (const name of readdirSync(folder)) {
    const file = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      if (ts.isPropertyAssignment(node) && ts.isStringLiteralLike(node.initializer)) texts.push(node.initializer.text);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return texts;
}

/** The bundle that VS Code's tools take translations from: each text under itself. */
export function l10nBundle(root) {
  const texts = new Set([...gatherTexts(join(root, 'client')), ...gatherPanelWords(join(root, 'panel', 'words'))]);
  const bundle = Object.fromEntries([...texts].sort().map((text) => [text, text]));
  return `${JSON.stringify(bundle, null, 2)}\n`;
}
