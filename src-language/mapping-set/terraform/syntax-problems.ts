import { findEscape } from '../../hosts/terraform/decode-template.js';
import type { Expression, TemplateExpression, TemplatePart } from '../../hosts/terraform/expression.js';
import type { ModuleAttribute, ModuleBlock, ModuleFile, SyntaxFault } from '../../hosts/terraform/module-file.js';
import { originAt, placeInFile, type Origin } from '../../hosts/terraform/origin.js';
import type { Fix, Problem } from '../../text/problem.js';
import { encodeQuotedString } from '../../hosts/terraform/decode-template.js';

/** The resources whose blocks are read, and so checked for their syntax. */
export const grantingResources: ReadonlySet<string> = new Set(['confluent_group_mapping', 'confluent_role_binding', 'confluent_kafka_acl']);

/**
 * What Terraform could not read in a file, as far as group mappings have to do with it: their own blocks, locals, variables and variable
 * values. Other resources are nobody's business here.
 */
export function findSyntaxProblems(file: ModuleFile): Problem[] {
  const problems: Problem[] = file.faults.map(problemOf);
  for (const attribute of file.attributes.values()) addOfAttribute(attribute, problems);
  for (const block of file.blocks) if (isRead(block)) addOfBlock(block, problems);
  return problems;
}

function isRead({ type, labels }: ModuleBlock): boolean {
  return type === 'locals' || type === 'variable' || (type === 'resource' && grantingResources.has(labels[0]?.name ?? ''));
}

function addOfBlock(block: ModuleBlock, problems: Problem[]): void {
  problems.push(...block.faults.map(problemOf));
  const [count, forEach] = [block.attributes.get('count'), block.attributes.get('for_each')];
  if (block.type === 'resource' && count && forEach)
    problems.push({
      code: 'host-syntax',
      message: '`count` and `for_each` exclude each other: Terraform takes one of them. Remove one.',
      range: count.range.start > forEach.range.start ? count.nameRange : forEach.nameRange,
      fixes: [],
    });
  for (const attribute of block.attributes.values()) addOfAttribute(attribute, problems);
  for (const inner of block.blocks) addOfBlock(inner, problems);
}

function addOfAttribute({ name, nameRange, range, expression, origin }: ModuleAttribute, problems: Problem[]): void {
  if (range.end <= range.start)
    problems.push({
      code: 'host-syntax',
      message: `\`${name}\` has no value. Write it after the \`=\`, or remove the line.`,
      range: nameRange,
      fixes: [],
    });
  else visit(expression, origin, problems);
}

function problemOf({ message, range }: SyntaxFault): Problem {
  return { code: 'host-syntax', message: `${message}.`, range, fixes: [] };
}

/** Expressions that were looked through, and nothing found: every reading of a file shares them. */
const faultless = new WeakSet<Expression>();

/** Reports what cannot be read in an expression, at its place. */
function visit(expression: Expression, origin: Origin, problems: Problem[]): void {
  if (faultless.has(expression)) return;
  const before = problems.length;
  visitInside(expression, origin, problems);
  if (problems.length === before) faultless.add(expression);
}

function visitInside(expression: Expression, origin: Origin, problems: Problem[]): void {
  const inside = (...parts: (Expression | null)[]): void => {
    for (const part of parts) if (part) visit(part, origin, problems);
  };
  switch (expression.kind) {
    case 'unreadable':
      problems.push({
        code: 'host-syntax',
        message: `${expression.message}.`,
        range: placeInFile(origin, expression),
        fixes: unescapedQuotesFix(expression, origin),
      });
      break;
    case 'template':
      visitParts(expression.parts, expression, origin, problems);
      break;
    case 'tuple':
    case 'call':
      for (const { expression: item, at, origin: own } of expression.kind === 'call' ? expression.args : expression.items)
        visit(item, own ?? originAt(origin, at), problems);
      break;
    case 'object':
      for (const { key, value } of expression.entries) {
        if (key.kind !== 'name') visit(key.expression, key.origin ?? originAt(origin, key.at), problems);
        visit(value.expression, value.origin ?? originAt(origin, value.at), problems);
      }
      break;
    case 'attribute':
      inside(expression.of);
      break;
    case 'index':
      inside(expression.of, expression.key);
      break;
    case 'splat':
      inside(expression.of, expression.each);
      break;
    case 'unary':
      inside(expression.operand);
      break;
    case 'binary':
      inside(expression.left, expression.right);
      break;
    case 'conditional':
      inside(expression.condition, expression.whenTrue, expression.whenFalse);
      break;
    case 'for':
      inside(expression.collection, expression.condition, expression.key, expression.value);
  }
}

function visitParts(parts: readonly TemplatePart[], template: TemplateExpression, origin: Origin, problems: Problem[]): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        if (template.form === 'quoted') for (const { start, end } of part.stretches) addUnknownEscapes(origin, start, end, problems);
        break;
      case 'interpolation':
        visit(part.expression, origin, problems);
        break;
      case 'if':
        visit(part.condition, origin, problems);
        visitParts(part.whenTrue, template, origin, problems);
        visitParts(part.whenFalse, template, origin, problems);
        break;
      case 'for':
        visit(part.collection, origin, problems);
        visitParts(part.body, template, origin, problems);
    }
  }
}

function addUnknownEscapes(origin: Origin, start: number, end: number, problems: Problem[]): void {
  const limit = origin.offset + end;
  for (let at = origin.offset + start; ;) {
    const escape = findEscape(origin.text, at, limit, 'quoted');
    if (!escape) return;
    at = escape.end;
    if (escape.text !== null) continue;
    const written = origin.text.slice(escape.start, escape.end);
    const backslash = { start: escape.start, end: escape.start };
    problems.push({
      code: 'host-syntax',
      message: `Terraform knows no escape \`${written}\`. A backslash is written \`\\\\\`; the escapes are \`\\n\`, \`\\r\`, \`\\t\`, \`\\"\`, \`\\\\\`, \`\\uNNNN\` and \`\\UNNNNNNNN\`.`,
      range: { start: escape.start, end: escape.end },
      fixes: [{ title: 'Write the backslash twice', edits: [{ range: backslash, newText: '\\' }], isPreferred: true }],
    });
  }
}

/** Escapes the quotes inside a string that has some without a backslash, where its ends are certain: the whole value is one line. */
function unescapedQuotesFix(expression: Expression, origin: Origin): Fix[] {
  if (expression.kind !== 'unreadable' || origin.host) return [];
  const lineEnd = origin.text.indexOf('\n', origin.offset);
  const line = origin.text.slice(origin.offset, lineEnd < 0 ? undefined : lineEnd);
  const source = line.replace(/\s*(?:(?:#|\/\/).*)?\r?$/, '');
  if (!/^".*"$/.test(source) || source.length < 3 || /[\\$%]/.test(source)) return [];
  const newText = encodeQuotedString(source.slice(1, -1));
  const range = { start: origin.offset, end: origin.offset + source.length };
  return [{ title: 'Escape the quotes inside the string', edits: [{ range, newText }], isPreferred: true }];
}
