import type { OffsetRange } from '../../text/range.js';
import type {
  BinaryOperator,
  Expression,
  ForExpression,
  ObjectEntry,
  TemplateExpression,
  TemplateForm,
  TemplatePart,
} from './expression.js';
import type { HclNode } from './hcl-parser.js';
import { textPart } from './read-literal-template.js';
import { findHeredoc } from './heredoc-layout.js';
import {
  literalTokens,
  removeCommonIndentation,
  trimBesideSequences,
  type LiteralToken,
  type SequenceToken,
  type TemplateToken,
} from './template-layout.js';

/** Thrown where a tree has a part that no expression of ours stands for, at its offset in the parsed text. */
export class UnexpectedNode extends Error {
  constructor(
    readonly offset: number,
    readonly isTooDeep = false,
  ) {
    super('unexpected node');
  }
}

/** Deeper trees are not read, so that nobody's stack overflows. */
const deepestTree = 400;

/** Turns the grammar's tree of an `expression` into ours. `shift` is taken off every offset. */
export function readSyntaxTree(root: HclNode, text: string, shift: number): Expression {
  return new TreeReader(text, shift).wrapped(root);
}

/** A template that was parsed as the content of a heredoc: `length` characters from `start` of the parsed text. */
export function readBareTemplate(root: HclNode, text: string, start: number, length: number): TemplateExpression {
  return new TreeReader(text, start).bare(root, { start, end: start + length });
}

class TreeReader {
  private depth = 0;

  constructor(
    /** The parsed text. */
    private readonly text: string,
    private readonly shift: number,
  ) {}

  /** An `expression` node: what stands in it is one term, or one operation. */
  wrapped(node: HclNode): Expression {
    return this.term(node.children.filter(isNoComment), node);
  }

  /** A term with what follows it (`.name`, `[key]`, `[*]`), which the grammar keeps side by side. */
  private term(nodes: readonly HclNode[], parent: HclNode): Expression {
    if (++this.depth > deepestTree) throw new UnexpectedNode(parent.startIndex, true);
    const [first] = nodes;
    if (!first) throw new UnexpectedNode(parent.startIndex);
    const isParenthesized = first.type === '(';
    const inner = isParenthesized ? nodes[1] : first;
    if (!inner) throw new UnexpectedNode(first.startIndex);
    const base = this.primary(inner);
    const head = isParenthesized ? { ...base, start: first.startIndex - this.shift, end: (nodes[2] ?? inner).endIndex - this.shift } : base;
    const result = this.postfix(head, nodes.slice(isParenthesized ? 3 : 1));
    this.depth--;
    return result;
  }

  private primary(node: HclNode): Expression {
    const range = this.rangeOf(node);
    const [child] = node.children;
    switch (node.type) {
      case 'expression':
        return this.wrapped(node);
      case 'variable_expr':
        return { kind: 'variable', name: this.textOf(node), ...range };
      case 'literal_value':
      case 'template_expr':
      case 'collection_value':
        if (!child) break;
        return this.primary(child);
      case 'numeric_lit':
        return { kind: 'literal', value: Number(this.textOf(node)), ...range };
      case 'bool_lit':
        return { kind: 'literal', value: this.textOf(node) === 'true', ...range };
      case 'null_lit':
        return { kind: 'literal', value: null, ...range };
      case 'string_lit':
      case 'quoted_template':
        return this.quoted(node);
      case 'heredoc_template':
        return this.heredoc(node);
      case 'operation':
        if (!child) break;
        return this.operation(child);
      case 'conditional':
        return this.conditional(node);
      case 'function_call':
        return this.call(node);
      case 'tuple':
        return {
          kind: 'tuple',
          items: node.children.filter(({ type }) => type === 'expression').map((item) => ({ expression: this.wrapped(item), at: 0 })),
          ...range,
        };
      case 'object':
        return { kind: 'object', entries: this.objectEntries(node.children.filter(({ type }) => type === 'object_elem')), ...range };
      case 'for_expr':
        if (!child) break;
        return this.loop(child);
    }
    throw new UnexpectedNode(node.startIndex);
  }

  private postfix(head: Expression, nodes: readonly HclNode[]): Expression {
    let expression = head;
    for (const node of nodes) {
      const range = { start: head.start, end: node.endIndex - this.shift };
      const [child] = node.children;
      if (node.type === 'get_attr')
        expression = { kind: 'attribute', of: expression, name: this.textOf(node).slice(1).trim().normalize('NFC'), ...range };
      else if (node.type === 'index' && child) expression = { kind: 'index', of: expression, key: this.indexKey(child), ...range };
      else if (node.type === 'splat' && child) {
        const element: Expression = { kind: 'variable', name: '*', ...this.rangeOf(child) };
        const steps = child.children.filter(({ type }) => type === 'get_attr' || type === 'index');
        // After `.*` only names and `.0` are taken of every element: `[0]` is an element of the whole.
        const outer = child.type === 'attr_splat' ? steps.findIndex((step) => step.children[0]?.type === 'new_index') : -1;
        const inner = outer < 0 ? steps : steps.slice(0, outer);
        const end = (inner.at(-1) ?? child).endIndex - this.shift;
        expression = { kind: 'splat', of: expression, each: this.postfix(element, inner), start: head.start, end };
        if (outer >= 0) expression = this.postfix(expression, steps.slice(outer));
      } else throw new UnexpectedNode(node.startIndex);
    }
    return expression;
  }

  private indexKey(node: HclNode): Expression {
    if (node.type === 'legacy_index') return { kind: 'literal', value: Number(this.textOf(node).slice(1)), ...this.rangeOf(node) };
    const key = node.children.find(({ type }) => type === 'expression');
    if (!key) throw new UnexpectedNode(node.startIndex);
    return this.wrapped(key);
  }

  private operation(node: HclNode): Expression {
    const children = node.children.filter(isNoComment);
    const range = this.rangeOf(node);
    if (node.type === 'unary_operation') {
      const operator = children[0]?.type === '!' ? '!' : '-';
      return { kind: 'unary', operator, operand: this.term(children.slice(1), node), ...range };
    }
    const at = children.findIndex(({ type }) => operators.has(type));
    const operator = children[at]?.type;
    if (at < 1 || operator === undefined) throw new UnexpectedNode(node.startIndex);
    const left = this.term(children.slice(0, at), node);
    const right = this.term(children.slice(at + 1), node);
    return { kind: 'binary', operator: operator as BinaryOperator, left, right, ...range };
  }

  private conditional(node: HclNode): Expression {
    const [condition, whenTrue, whenFalse] = node.children.filter(({ type }) => type === 'expression');
    if (!condition || !whenTrue || !whenFalse) throw new UnexpectedNode(node.startIndex);
    return {
      kind: 'conditional',
      condition: this.wrapped(condition),
      whenTrue: this.wrapped(whenTrue),
      whenFalse: this.wrapped(whenFalse),
      ...this.rangeOf(node),
    };
  }

  private call(node: HclNode): Expression {
    const list = node.children.find(({ type }) => type === 'function_arguments')?.children ?? [];
    return {
      kind: 'call',
      name: node.children[0] ? this.textOf(node.children[0]) : '',
      args: list.filter(({ type }) => type === 'expression').map((argument) => ({ expression: this.wrapped(argument), at: 0 })),
      expandsLast: list.some(({ type }) => type === 'ellipsis'),
      ...this.rangeOf(node),
    };
  }

  /** The grammar takes entries side by side; HCL wants a comma or a line break between them. */
  private objectEntries(nodes: readonly HclNode[]): ObjectEntry[] {
    nodes.forEach((node, index) => {
      const previous = nodes[index - 1];
      if (previous && !/[,\n]/.test(this.text.slice(previous.endIndex, node.startIndex))) throw new UnexpectedNode(node.startIndex);
    });
    return nodes.map((node) => this.objectEntry(node));
  }

  private objectEntry(node: HclNode): ObjectEntry {
    const [key, value] = node.children.filter(({ type }) => type === 'expression');
    if (!key || !value) throw new UnexpectedNode(node.startIndex);
    const name = key.children.length === 1 && key.children[0]?.type === 'variable_expr' ? this.textOf(key) : null;
    return {
      key: name === null ? { expression: this.wrapped(key), at: 0 } : { kind: 'name', name: name.normalize('NFC'), ...this.rangeOf(key) },
      value: { expression: this.wrapped(value), at: 0 },
    };
  }

  private loop(node: HclNode): ForExpression {
    const intro = node.children.find(({ type }) => type === 'for_intro');
    const names = intro?.children.filter(({ type }) => type === 'identifier').map((name) => this.textOf(name)) ?? [];
    const collection = intro?.children.find(({ type }) => type === 'expression');
    const condition = node.children.find(({ type }) => type === 'for_cond')?.children.find(({ type }) => type === 'expression');
    const results = node.children.filter(({ type }) => type === 'expression');
    const value = results.at(-1);
    const key = node.type === 'for_object_expr' ? results[0] : undefined;
    const valueName = names.at(-1);
    if (!collection || !value || valueName === undefined || (node.type === 'for_object_expr' && results.length !== 2))
      throw new UnexpectedNode(node.startIndex);
    return {
      kind: 'for',
      keyName: names.length > 1 ? (names[0] ?? null) : null,
      valueName,
      collection: this.wrapped(collection),
      key: key ? this.wrapped(key) : null,
      value: this.wrapped(value),
      condition: condition ? this.wrapped(condition) : null,
      isGrouped: node.children.some(({ type }) => type === 'ellipsis'),
      ...this.rangeOf(node),
    };
  }

  bare(root: HclNode, inside: OffsetRange): TemplateExpression {
    const template = root.children[0]?.children[0];
    if (template?.type !== 'heredoc_template') throw new UnexpectedNode(root.startIndex);
    const parts = this.parts(template, inside, 'bare', false);
    return { kind: 'template', form: 'bare', parts, start: 0, end: inside.end - inside.start };
  }

  private quoted(node: HclNode): TemplateExpression {
    const inside = { start: node.startIndex + 1, end: node.endIndex - 1 };
    return { kind: 'template', form: 'quoted', parts: this.parts(node, inside, 'quoted', false), ...this.rangeOf(node) };
  }

  private heredoc(node: HclNode): TemplateExpression {
    const layout = findHeredoc(this.text, node.startIndex, node.endIndex);
    if (!layout) throw new UnexpectedNode(node.startIndex);
    return {
      kind: 'template',
      form: 'heredoc',
      parts: this.parts(node, layout.content, 'heredoc', layout.isIndented),
      ...this.rangeOf(node),
    };
  }

  /** The parts of a whole template: tokens are laid out flat, as HCL does, and only then grouped by directives. */
  private parts(node: HclNode, inside: OffsetRange, form: TemplateForm, isIndented: boolean): TemplatePart[] {
    const tokens: TemplateToken[] = [];
    const groups = this.group(node.children, inside, form, tokens);
    trimBesideSequences(this.text, tokens, form);
    if (isIndented) removeCommonIndentation(this.text, tokens);
    const parts = this.finished(groups);
    // `${x ~}` and a blank: a text, though nothing but `x` is left of it.
    const isTrimmed = parts.length === 1 && parts[0]?.kind === 'interpolation' && groups.length > 1;
    if (isTrimmed) return [...parts, textPart([{ start: inside.end - this.shift, end: inside.end - this.shift }])];
    return parts.length > 0 ? parts : [textPart([{ start: inside.start - this.shift, end: inside.start - this.shift }])];
  }

  private group(children: readonly HclNode[], inside: OffsetRange, form: TemplateForm, tokens: TemplateToken[]): Group[] {
    const groups: Group[] = [];
    let at = inside.start;
    const literal = (end: number): void => {
      const found = literalTokens(this.text, { start: at, end }, form);
      const lineBreak = form === 'quoted' ? this.text.slice(at, end).indexOf('\n') : -1;
      // The grammar lets a quoted string go on in the next line; HCL does not.
      if (lineBreak >= 0) throw new UnexpectedNode(at + lineBreak);
      tokens.push(...found);
      if (found.length > 0) groups.push({ kind: 'text', tokens: found });
    };
    for (const child of children) {
      if (child.type !== 'template_interpolation' && child.type !== 'template_directive') continue;
      literal(child.startIndex);
      groups.push(child.type === 'template_interpolation' ? this.interpolation(child, tokens) : this.directive(child, form, tokens));
      at = child.endIndex;
    }
    literal(inside.end);
    return groups;
  }

  private interpolation(node: HclNode, tokens: TemplateToken[]): Group {
    tokens.push(this.sequence(node));
    const expression = node.children.find(({ type }) => type === 'expression');
    if (!expression) throw new UnexpectedNode(node.startIndex);
    return { kind: 'part', part: { kind: 'interpolation', expression: this.wrapped(expression), ...this.rangeOf(node) } };
  }

  private directive(node: HclNode, form: TemplateForm, tokens: TemplateToken[]): Group {
    const [whole] = node.children;
    const parts = whole?.children ?? [];
    const first = parts[0];
    const last = parts.at(-1);
    if (!whole || !first || !last || first === last) throw new UnexpectedNode(node.startIndex);
    const expression = first.children.find(({ type }) => type === 'expression');
    if (!expression) throw new UnexpectedNode(first.startIndex);
    const inside = (from: HclNode, to: HclNode): Group[] =>
      this.group(parts.slice(parts.indexOf(from) + 1, parts.indexOf(to)), { start: from.endIndex, end: to.startIndex }, form, tokens);
    tokens.push(this.sequence(first));
    if (whole.type === 'template_for') {
      const names = first.children.filter(({ type }) => type === 'identifier').map((name) => this.textOf(name));
      const body = inside(first, last);
      tokens.push(this.sequence(last));
      const keyName = names.length > 1 ? (names[0] ?? null) : null;
      return { kind: 'for', keyName, valueName: names.at(-1) ?? '', collection: this.wrapped(expression), body };
    }
    const otherwise = parts.find(({ type }) => type === 'template_else_intro');
    const whenTrue = inside(first, otherwise ?? last);
    if (otherwise) tokens.push(this.sequence(otherwise));
    const whenFalse = otherwise ? inside(otherwise, last) : [];
    tokens.push(this.sequence(last));
    return { kind: 'if', condition: this.wrapped(expression), whenTrue, whenFalse };
  }

  private sequence({ startIndex, endIndex }: HclNode): SequenceToken {
    return { kind: 'sequence', trimsBefore: this.text[startIndex + 2] === '~', trimsAfter: this.text[endIndex - 2] === '~' };
  }

  /** Groups as parts, once their tokens have been laid out. */
  private finished(groups: readonly Group[]): TemplatePart[] {
    return groups.flatMap((group): TemplatePart[] => {
      switch (group.kind) {
        case 'text': {
          const tokens = group.tokens.filter(({ start, end }) => end > start);
          const stretches = tokens.map(({ start, end }) => ({ start: start - this.shift, end: end - this.shift }));
          return tokens.length > 0 ? [textPart(stretches)] : [];
        }
        case 'part':
          return [group.part];
        case 'for':
          return [{ ...group, body: this.finished(group.body) }];
        case 'if':
          return [{ ...group, whenTrue: this.finished(group.whenTrue), whenFalse: this.finished(group.whenFalse) }];
      }
    });
  }

  private rangeOf({ startIndex, endIndex }: HclNode): OffsetRange {
    return { start: startIndex - this.shift, end: endIndex - this.shift };
  }

  private textOf({ startIndex, endIndex }: HclNode): string {
    return this.text.slice(startIndex, endIndex);
  }
}

/** Template parts whose literal tokens are not laid out yet. */
type Group =
  | { readonly kind: 'text'; readonly tokens: readonly LiteralToken[] }
  | { readonly kind: 'part'; readonly part: TemplatePart }
  | {
      readonly kind: 'for';
      readonly keyName: string | null;
      readonly valueName: string;
      readonly collection: Expression;
      readonly body: readonly Group[];
    }
  | { readonly kind: 'if'; readonly condition: Expression; readonly whenTrue: readonly Group[]; readonly whenFalse: readonly Group[] };

function isNoComment({ type }: HclNode): boolean {
  return type !== 'comment';
}

const operators = new Set<string>(['||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%']);
