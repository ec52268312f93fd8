import { walk } from '../filter/expression.js';
import { isMacroCall, macroVariable } from '../filter/operators.js';
import type { FilterToken, ParsedFilter } from '../filter/parsed-filter.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';

/** What a part of a filter is coloured as: names of the Language Server Protocol, in the order of the server's legend. */
export const semanticTokenTypes = [
  'string',
  'number',
  'keyword',
  'variable',
  'parameter',
  'property',
  'function',
  'method',
  'macro',
  'operator',
  'comment',
] as const;
export type SemanticTokenType = (typeof semanticTokenTypes)[number];

/** A coloured part of a file: never of more than one line, in file order. */
export interface SemanticToken {
  readonly range: OffsetRange;
  readonly type: SemanticTokenType;
  /** True for `groups`, which Confluent Cloud gives to each filter. */
  readonly isPredefined: boolean;
}

/** The tokens of a filter file; none for other files, whose own grammar colours what is around the filters. */
export function semanticTokens(context: EditingContext, path: string): SemanticToken[] {
  const filter = context.fileOf(path)?.bareFilter;
  if (!filter) return [];
  const parsed = context.services.parse(filter.value);
  const roles = rolesOfNames(parsed);
  return parsed.tokens.flatMap((token) => {
    const type = roles.get(token.start) ?? typeOf(token);
    if (!type) return [];
    const isPredefined = type === 'variable' && token.text === 'groups';
    return linesOf(token).flatMap((line) => {
      const range = filter.toHost(line);
      return range && range.end > range.start ? [{ range, type, isPredefined }] : [];
    });
  });
}

function typeOf({ kind }: FilterToken): SemanticTokenType | null {
  switch (kind) {
    case 'string':
    case 'bytes':
      return 'string';
    case 'identifier':
      return 'variable';
    case 'punctuation':
    case 'mistake':
      return null;
    default:
      return kind;
  }
}

/** What names are besides variables, by where they begin. */
function rolesOfNames({ expression }: ParsedFilter): ReadonlyMap<number, SemanticTokenType> {
  const roles = new Map<number, SemanticTokenType>();
  if (!expression) return roles;
  for (const node of walk(expression)) {
    if (node.kind === 'select') roles.set(node.fieldRange.start, 'property');
    else if (node.kind === 'struct') for (const { nameRange } of node.fields) roles.set(nameRange.start, 'property');
    else if (node.kind === 'call') {
      roles.set(node.nameRange.start, isMacroCall(node) ? 'macro' : node.target ? 'method' : 'function');
      const variable = macroVariable(node);
      if (!variable) continue;
      const name = variable.name;
      for (const argument of node.args)
        for (const inner of walk(argument)) if (inner.kind === 'identifier' && inner.name === name) roles.set(inner.start, 'parameter');
    }
  }
  return roles;
}

/** The parts of a token on each of its lines, without the line breaks. */
function linesOf({ start, text }: FilterToken): OffsetRange[] {
  return Array.from(text.matchAll(/[^\r\n]+/g), (match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
}
