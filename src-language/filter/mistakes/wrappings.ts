import { applyEdits } from '../../text/range.js';
import type { TextEdit } from '../../text/range.js';
import { quoteGroup } from '../string-literal.js';
import { replace, shown } from './mistake.js';
import type { Mistake, MistakeRecogniser } from './mistake.js';

/** What other languages put around or before a name: `${groups}`, `{{groups}}`, `$groups`, `@groups`, `<groups>`, `groups?`, … */
const DECORATED_NAME =
  /\$\{\{?\s*([A-Za-z_][\w.]*)\s*\}?\}|\{\{\s*([A-Za-z_.][\w.]*)\s*\}\}|<\s*([A-Za-z_][\w.]*)\s*>|%([A-Za-z_]\w*)%|[$@#%:~^&\\*]+([A-Za-z_][\w.]*)\b|\[\s*(groups)\s*\]|(?<=\bin\s*)\{\s*(groups)\s*\}|\b(?:the\s+)?\w+['\u2019]s\s+(groups)\b|\b(groups)[?$!]+(?=\W|$)/g;

/** `"a" in $groups`, `"a" in ${groups}`: the name as a shell, a template or SQL would take it. */
export const recogniseDecoratedName: MistakeRecogniser = (filter) => {
  const edits: TextEdit[] = [];
  const strings = filter.tokens.filter((token) => token.type === 'STRING' || token.type === 'BYTES');
  for (const match of filter.text.matchAll(DECORATED_NAME)) {
    const name = match.slice(1).find((group) => group !== undefined);
    if (!name || !/^\.?(?:\w+\.)*groups?$/i.test(name)) continue;
    if (strings.some((token) => token.start <= match.index && match.index < token.end)) continue;
    edits.push(replace({ start: match.index, end: match.index + match[0].length }, name.replace(/^\./, '')));
  }
  const [first] = edits;
  if (!first) return [];
  const written = filter.text.slice(first.range.start, first.range.end);
  return [
    {
      range: first.range,
      message: /^[\w'\u2019 ]+[?!$]*$/.test(written)
        ? `${shown(written)} is not CEL. A filter names the groups of the user plainly: groups.`
        : `${shown(written)} is how a shell or a template writes a name. A filter names the groups of the user plainly: groups.`,
      repairs: [{ title: `Write ${first.newText} for ${shown(written)}`, edits }],
    },
  ];
};

/** `filter: "a" in groups`, `filter = …`, `return …`, `if …`: what stood before the filter where it was copied from. */
export const recogniseLeadingWords: MistakeRecogniser = (filter) => {
  const prefix =
    /^\s*(?:-{1,2}filter(?:\s*[=:]\s*|\s+)|(?:-\s+)?(?:["'][A-Za-z_][\w-]*["']\s*(?::=|=>|:)|(?!groups?\b)[A-Za-z_][\w-]*\s*(?::=|=>|[:=](?![=:])))\s*[|>]?[-+]?\s*|[|>][-+]?[ \t]*\r?\n\s*|[=:]\s*|(?:return|if|when|where|select|assert|filter|allow|match|require)\b\s*(?:if\b\s*)?(?!\s*(?:in|==|!=|&&|\|\||$))|\d{1,2}[.)]\s+(?=["'(])|[*>$+]\s+(?=["'(])|lambda\s+\w+\s*:\s*|(?:\w+|\(\s*\w*\s*\))\s*=>\s*)/i.exec(
      filter.text,
    );
  if (!prefix || prefix[0].trim() === '') return [];
  const end = prefix[0].length;
  const start = prefix[0].length - prefix[0].trimStart().length;
  const written = prefix[0].trim();
  const first = replace({ start: 0, end }, '');
  const message = `${shown(written)} does not belong to the filter: the filter is only the condition behind it.`;
  const result: Mistake[] = [];
  const candidate = (edits: readonly TextEdit[]): void => {
    result.push({ range: { start, end: start + written.length }, message, repairs: [{ title: `Remove ${shown(written)}`, edits }] });
  };
  // `if (…) then true else false`, `if …: return true`: the branches say nothing that the condition does not say.
  const branches =
    /\s*(?:\bthen\b|\{|:|\breturn\b|(?<=\)\s*)(?=(?:return\s+)?true\b))\s*(?:(?:return\b)?\s*(?:true\b)?[\s;}]*(?:\belse\b\s*\{?\s*(?:return\b)?\s*false\b[\s;}]*)?)?\s*(?:\bend\b|\bfi\b)?\s*$/i.exec(
      filter.text.slice(end),
    );
  if (/^(?:if|when)$/i.test(written) && branches && branches[0].trim() !== '')
    candidate([first, replace({ start: end + branches.index, end: filter.text.length }, '')]);
  const trailing = /\s*[,;]\s*$/.exec(filter.text);
  if (trailing) candidate([first, replace({ start: trailing.index, end: filter.text.length }, '')]);
  candidate([first]);
  // A filter in quotes, escaped by its host: take the quotes and the escapes away too.
  const quoted = /^(["'])([\s\S]*)\1\s*[,;]?\s*$/.exec(filter.text.slice(end));
  if (quoted) {
    const inner = (quoted[2] ?? '').replace(/\\(["'\\])/g, '$1');
    if (filter.isSound(inner)) candidate([replace({ start: 0, end: filter.text.length }, inner)]);
  }
  return result.filter((mistake) => filter.isSound(applyEdits(filter.text, mistake.repairs[0]?.edits ?? [])));
};

/** A whole filter in braces, backticks, a template or an element: `{ "a" in groups }`, `{{ … }}`, `<filter>…</filter>`. */
export const recogniseWrappedFilter: MistakeRecogniser = ({ text, isSound, isPerfect }) => {
  const wrapped =
    /^(\s*)(\$?\{\{?|(?:allow|rule|filter|default|match)\s*(?:(?::?=)\s*true\s*)?(?:if\s*)?\{|\$\(|`{1,3}(?:cel\n|\n)?|<[A-Za-z!][^<>]*>(?:<!\[CDATA\[)?|\[\[|[“„«‘"'])(\s*)([\s\S]*?)(\s*)(\}\}?|\)|`{1,3}|(?:\]\]>)?<\/[A-Za-z][^<>]*>|\]\]|[”“»’"'])([\s;,]*)$/.exec(
      text,
    );
  if (!wrapped) return [];
  const [, blank = '', opening = '', , inner = '', , closing = ''] = wrapped;
  // Quotes around a group alone belong to the group.
  if (!(/^[\p{Pi}\p{Pf}\p{Ps}"']$/u.test(opening) && !/[{[(]/.test(opening) ? isPerfect(inner) : isSound(inner))) return [];
  if (/^\{/.test(opening) && /^(?:"[^"]*"|'[^']*'|[\w.-]+)$/.test(inner)) return [];
  const start = blank.length;
  const from = text.indexOf(inner, start + opening.length);
  return [
    {
      range: { start, end: start + opening.length },
      message: `${shown(opening)} and ${shown(closing)} around the filter do not belong to it.`,
      repairs: [
        {
          title: `Remove ${shown(opening)} and ${shown(closing)} around the filter`,
          edits: [replace({ start: 0, end: from }, ''), replace({ start: from + inner.length, end: text.length }, '')],
        },
      ],
    },
  ];
};

/** `{"a"} in groups`, `{{ admins }} in groups`, `{9efcf0ab-…} in groups`: one group in braces. */
export const recogniseBracedGroup: MistakeRecogniser = ({ text, tokens }) => {
  const strings = tokens.filter((token) => token.type === 'STRING');
  const matches = [
    ...text.matchAll(/\{{1,2}\s*(?:("[^"\\\r\n]*"|'[^'\\\r\n]*')|([\p{L}\p{N}_.-]+))\s*\}{1,2}(?=\s*(?:\)\s*)?\bin\b)/gu),
  ].filter((match) => !strings.some((token) => token.start < match.index && match.index < token.end));
  const [first] = matches;
  if (!first) return [];
  const edits = matches.map((match) =>
    replace({ start: match.index, end: match.index + match[0].length }, match[1] ?? quoteGroup(match[2] ?? '') ?? ''),
  );
  const literal = edits[0]?.newText ?? '';
  return [
    {
      range: { start: first.index, end: first.index + first[0].length },
      message: `A group stands in quotes, and in no braces: ${shown(literal)}.`,
      repairs: [{ title: `Write ${shown(literal)} for ${shown(first[0])}`, edits }],
    },
  ];
};
