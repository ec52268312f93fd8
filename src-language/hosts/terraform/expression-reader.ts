import type { OffsetRange } from '../../text/range.js';
import type { Expression } from './expression.js';
import type { HclNode, HclParser } from './hcl-parser.js';
import { readPlainExpression } from './read-plain-expression.js';
import { textPart } from './read-literal-template.js';
import { readBareTemplate, readSyntaxTree, UnexpectedNode } from './read-syntax-tree.js';
import { explainTemplate, explainUnreadable, nestedTooDeep } from './unreadable.js';

/** Characters of sources whose trees are kept. */
const keptCharacters = 8_000_000;
/** Lists and maps within each other beyond this are not read. */
const deepest = 100;

/** Reads expressions; each source is parsed once, wherever and however often it stands. */
export class ExpressionReader {
  private readonly known = new Map<string, Expression>();
  private characters = 0;
  private depth = 0;

  constructor(private readonly parser: HclParser) {}

  /** The expression in a range of a text; offsets of the result count from the range's start. Never throws. */
  read(text: string, { start, end }: OffsetRange): Expression {
    const source = text.slice(start, end);
    const known = this.known.get(source);
    if (known) return known;
    if (this.depth >= deepest) return { kind: 'unreadable', message: nestedTooDeep, start: 0, end: source.length };
    this.depth++;
    const read =
      readPlainExpression(source, 0, source.length, (from, to) => this.read(source, { start: from, end: to })) ?? this.parse(source);
    this.depth--;
    this.keep(source, read);
    return read;
  }

  /** A text that is a template without quotes around it, as JSON strings and template files are. Offsets count from its start. */
  readTemplate(text: string): Expression {
    const end = text.length;
    if (!/[$%]\{/.test(text)) return { kind: 'template', form: 'bare', parts: [textPart([{ start: 0, end }])], start: 0, end };
    const key = `\u0000${text}`;
    const known = this.known.get(key);
    if (known) return known;
    // The word must not be one of the text's lines.
    let word = 'END_OF_TEMPLATE';
    while (text.includes(word)) word += '_';
    const opening = `${prefix}<<${word}\n`;
    const parsed = `${opening}${text}\n${word}\n`;
    const read = this.parser.parse(forGrammar(parsed), (root): Expression => {
      try {
        const expression = wholeExpression(root, parsed);
        if (expression) return readBareTemplate(expression, parsed, opening.length, end);
      } catch (fault) {
        if (!(fault instanceof UnexpectedNode)) throw fault;
      }
      return { kind: 'unreadable', ...explainTemplate(text) };
    });
    this.keep(key, read);
    return read;
  }

  private keep(source: string, read: Expression): void {
    this.characters += source.length + 50;
    if (this.characters > keptCharacters) {
      this.known.clear();
      this.characters = 0;
    }
    this.known.set(source, read);
  }

  /** By the grammar. */
  private parse(source: string): Expression {
    const text = `${prefix}${source}\n`;
    return this.parser.parse(forGrammar(text), (root) => {
      const expression = wholeExpression(root, text);
      const stop = expression ? undefined : firstError(root);
      try {
        if (expression) return readSyntaxTree(expression, text, prefix.length);
      } catch (fault) {
        if (!(fault instanceof UnexpectedNode)) throw fault;
        if (fault.isTooDeep) return { kind: 'unreadable', message: nestedTooDeep, start: 0, end: source.length };
        return unreadable(source, fault.offset - prefix.length);
      }
      return unreadable(source, (stop ?? 0) - prefix.length);
    });
  }
}

const prefix = 'a = ';

/**
 * The text with what the grammar misreads covered by as many other characters, which is read from the text itself afterwards: `$${` and `%%{`
 * (it takes `$$${` for a sequence, where HCL has `$` and an escape), and numbers with an exponent, which it does not know within others.
 */
function forGrammar(text: string): string {
  return text
    .replace(/\$\$\{|%%\{/g, 'xxx')
    .replace(/(?<![\p{L}\p{N}_.])\d+(?:\.\d+)?[eE][+-]?\d+/gu, (number) => '1'.repeat(number.length));
}

function unreadable(source: string, stop: number): Expression {
  const { message, range } = explainUnreadable(source, { start: 0, end: source.length }, stop);
  return { kind: 'unreadable', message, ...range };
}

/** The expression that is all of the text's one attribute; null when there is anything else, or anything wrong. */
function wholeExpression(root: HclNode, text: string): HclNode | null {
  if (root.hasError) return null;
  const attribute = root.children.length === 1 ? root.children[0]?.children : undefined;
  const expression = attribute?.length === 1 ? attribute[0]?.children.at(-1) : undefined;
  return expression?.type === 'expression' && text.slice(expression.endIndex).trim() === '' ? expression : null;
}

function firstError(node: HclNode): number {
  if (node.isError || node.isMissing) return node.startIndex;
  const broken = node.children.find((child) => child.hasError || child.isMissing);
  return broken ? firstError(broken) : (node.children[0]?.children[1]?.startIndex ?? node.endIndex);
}
