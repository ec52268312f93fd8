import { Composer, Lexer, Parser, type CST, type Document, type ParsedNode, type YAMLError } from 'yaml';
import type { OffsetRange } from '../../text/range.js';
import type { HostComment } from '../ignore-comments.js';
import type { MarkedStream, StreamMemory } from './stream-memory.js';

/**
 * How deep collections may nest. No mapping file comes near; beyond it the file is read up to there. Both the YAML parser and
 * the walks over its result recurse, so that this keeps any input from overflowing the stack.
 */
export const maximumNesting = 200;

/** A stream of YAML documents with what the parser had to say. */
export interface ParsedStream {
  readonly documents: readonly Document.Parsed<ParsedNode>[];
  /** Of pairs and list items that were parsed in another text: where that begins in this one. What is below them has their base. */
  readonly bases?: ReadonlyMap<unknown, number>;
  readonly errors: readonly YAMLError[];
  /** Comments with their places; only collected when asked for. */
  readonly comments: readonly HostComment[];
  /** Where the file nests too deeply, and reading stopped. */
  readonly tooDeepAt: number | null;
  /** Quoted scalars whose closing quote is missing, by where they start. */
  readonly unclosed: ReadonlyMap<number, OffsetRange>;
  /** The same, by where they end. */
  readonly unclosedByEnd: ReadonlyMap<number, OffsetRange>;
}

/**
 * Parses a YAML stream, never throwing; keys may repeat, since the reader reports those itself, in linear time. With the memory of the
 * file's last text only what was edited is parsed, where that comes to the same; the result is good until the memory is used again.
 */
export function parseStream(text: string, collectComments: boolean, memory?: StreamMemory): ParsedStream {
  const reparsed = memory?.reparse(text, collectComments, (slice) => parseWhole(slice, collectComments));
  if (reparsed) return reparsed;
  const parsed = parseWhole(text, collectComments);
  memory?.keep(text, collectComments, parsed);
  return parsed.stream;
}

function parseWhole(text: string, collectComments: boolean): MarkedStream {
  const parser = new Parser();
  const composer = new Composer({ uniqueKeys: false, keepSourceTokens: true, resolveKnownTags: false, logLevel: 'silent' });
  const documents: Document.Parsed<ParsedNode>[] = [];
  const comments: HostComment[] = [];
  const unclosed = new Map<number, OffsetRange>();
  const unclosedByEnd = new Map<number, OffsetRange>();
  let tooDeepAt: number | null = null;
  let hasFarReaching = false;

  const take = (token: CST.Token): void => {
    for (const document of composer.next(token)) documents.push(document);
  };
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset;
    if (!isScalar) {
      const first = lexeme.charCodeAt(0);
      if (farReaching.has(first) || lexeme === '---' || lexeme === '...') hasFarReaching = true;
      if (first === hash && collectComments) comments.push({ offset, source: lexeme });
      else if ((first === singleQuote || first === doubleQuote) && !isClosedQuote(lexeme)) {
        const range = { start: offset, end: offset + lexeme.length };
        unclosed.set(range.start, range);
        unclosedByEnd.set(range.end, range);
      }
    }
    isScalar = !isScalar && lexeme === scalarMark;
    for (const token of parser.next(lexeme)) take(token);
    if (parser.stack.length > maximumNesting) {
      tooDeepAt = offset;
      break;
    }
  }
  for (const token of parser.end()) take(token);
  for (const document of composer.end(true, text.length)) documents.push(document);
  const errors = tooDeepAt === null ? documents.flatMap((document) => document.errors) : [];
  return { stream: { documents, errors, comments, tooDeepAt, unclosed, unclosedByEnd }, hasFarReaching };
}

/** What the lexer sends before a plain or block scalar's source: the next lexeme is text whatever it begins with. */
const scalarMark = '\x1f';
const hash = 0x23;
/** Anchors, aliases, tags, directives, a byte-order mark. */
const farReaching: ReadonlySet<number> = new Set([0x26, 0x2a, 0x21, 0x25, 0xfeff]);
const singleQuote = 0x27;
const doubleQuote = 0x22;

/** The lexer ends a quoted scalar at its quote, or, where that is missing, at an outdented line or the end of the text. */
function isClosedQuote(source: string): boolean {
  const quote = source[0];
  if (source.length < 2 || !source.endsWith(quote ?? '')) return false;
  let run = 0;
  if (quote === '"') {
    while (source[source.length - 2 - run] === '\\') run++;
    return run % 2 === 0;
  }
  while (run < source.length - 1 && source[source.length - 1 - run] === quote) run++;
  return run % 2 === 1;
}
