import { encodeJsonString, escapeJson } from '../../hosts/json/json-text.js';
import { encodeQuoted, encodeYamlScalar, escapeDouble, isRawSafe } from '../../hosts/yaml/encode-scalar.js';
import { layOutBlock, layOutFlow, type LaidOut, type LeafWriter } from '../lay-out.js';
import { escapeSnippet } from './completion-entry.js';
import { lineBreakOf, type ValuePlace } from './host-place.js';

/** Part of a text in a snippet: as it is, or a tab stop with what it shows at first. */
export type SnippetPart = string | { readonly stop: number; readonly text: string };

/** What a snippet writes: a text, a list or a map, to be laid out for the file it goes into. */
export type SnippetBody = LaidOut<readonly SnippetPart[]>;

/** A text as the value at a place: in the quotes that stand there already, else plain where that reads as the same text. */
export function writeText(value: string, { syntax, quote, form }: Pick<ValuePlace, 'syntax' | 'quote' | 'form'>): string {
  if (syntax === 'json') return encodeJsonString(value);
  if (quote === '"') return `"${escapeDouble(value)}"`;
  if (quote === "'") return isRawSafe(value) ? `'${value.replaceAll("'", "''")}'` : encodeQuoted(value);
  return encodeYamlScalar(value, { isInFlow: form === 'key' || form === 'value' });
}

/** A snippet's text, laid out for its place: in blocks indented from `column` on, or on one line. */
export function writeSnippet(
  body: SnippetBody,
  file: string,
  { syntax, form }: Pick<ValuePlace, 'syntax' | 'form'>,
  column: number,
): string {
  const writer = snippetWriter(syntax);
  if (syntax === 'json' || form === 'key' || form === 'value') return layOutFlow(body, writer);
  return layOutBlock(body, writer, { lineBreak: lineBreakOf(file), indent: ' '.repeat(column), step: '  ' });
}

function snippetWriter(syntax: 'yaml' | 'json'): LeafWriter<readonly SnippetPart[]> {
  return {
    leaf: (parts, isInFlow) => writeParts(parts, syntax, isInFlow || syntax === 'json'),
    key: (name, isInFlow) => escapeSnippet(syntax === 'json' ? encodeJsonString(name) : encodeYamlScalar(name, { isInFlow })),
    // A closing brace of the file's own is none of a tab stop.
    closingBrace: '\\}',
    width: Infinity,
  };
}

/** Words and numbers of JSON that stand without quotes. */
const bareJson = /^(?:true|false|\d+)$/;

function writeParts(parts: readonly SnippetPart[], syntax: 'yaml' | 'json', isInFlow: boolean): string {
  const whole = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
  const isBare =
    syntax === 'json'
      ? bareJson.test(whole)
      : whole === ''
        ? !isInFlow
        : bareJson.test(whole) || encodeYamlScalar(whole, { isInFlow }) === whole;
  const encode = (text: string): string => {
    if (isBare) return text;
    return syntax === 'json' ? escapeJson(text) : text.replaceAll("'", "''");
  };
  const quote = isBare ? '' : syntax === 'json' ? '"' : "'";
  const inside = parts.map((part) => {
    if (typeof part === 'string') return escapeSnippet(encode(part));
    return part.text === '' ? `$${part.stop}` : `\${${part.stop}:${escapeSnippet(encode(part.text))}}`;
  });
  return quote + inside.join('') + quote;
}
