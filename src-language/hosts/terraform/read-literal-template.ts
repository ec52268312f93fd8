import type { TemplateExpression, TemplateText } from './expression.js';
import { findHeredoc } from './heredoc-layout.js';
import { literalTokens, removeCommonIndentation } from './template-layout.js';

/** A quoted string with nothing to interpolate, as a whole: characters, escapes, and signs that begin no sequence. */
const literalString = /"(?:[^"\\$%\r\n]|\\[^\r\n]|\$\$\{|%%\{|[$%](?!\{))*"/y;
/** Whether there is a sequence in a stretch of template source that is not escaped. */
export function startsSequence(source: string): boolean {
  return /(?<!\$)\$\{|(?<!%)%\{/.test(source);
}

/**
 * Reads a quoted string or heredoc that interpolates nothing and fills the whole range, without the grammar; null for anything else. The
 * range's offsets are those of `source`, and so are the template's.
 */
export function readLiteralTemplate(source: string, start: number, end: number): TemplateExpression | null {
  if (source[start] === '"') {
    literalString.lastIndex = start;
    if (!literalString.test(source) || literalString.lastIndex !== end) return null;
    return { kind: 'template', form: 'quoted', parts: [textPart([{ start: start + 1, end: end - 1 }])], start, end };
  }
  if (source[start] !== '<') return null;
  const layout = findHeredoc(source, start, end);
  if (layout?.end !== end || startsSequence(source.slice(layout.content.start, layout.content.end))) return null;
  const tokens = literalTokens(source, layout.content, 'heredoc');
  if (layout.isIndented) removeCommonIndentation(source, tokens);
  return { kind: 'template', form: 'heredoc', parts: [textPart(tokens.length > 0 ? tokens : [layout.content])], start, end };
}

/** Stretches that touch become one. */
export function textPart(stretches: readonly { readonly start: number; readonly end: number }[]): TemplateText {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of stretches) {
    const last = joined.at(-1);
    if (last?.end === start) last.end = end;
    else joined.push({ start, end });
  }
  return { kind: 'text', stretches: joined };
}
