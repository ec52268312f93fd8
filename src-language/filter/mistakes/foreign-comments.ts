import type { TextEdit } from '../../text/range.js';
import { remove, replace, shown } from './mistake.js';
import type { Mistake, MistakeRecogniser } from './mistake.js';

/** `# admins`, `-- admins`, a block comment, `<!-- admins -->`, `; admins`: comments of other languages. */
export const recogniseForeignComments: MistakeRecogniser = ({ text, tokens, isSound }) => {
  const strings = tokens.filter((token) => token.type === 'STRING' || token.type === 'BYTES');
  const edits: TextEdit[] = [];
  const removals: TextEdit[] = [];
  for (const match of text.matchAll(
    /\/\*([\s\S]*?)(?:\*\/|(?![\s\S]))|<!--([\s\S]*?)(?:-->|(?![\s\S]))|#+([^\r\n]*)|--+([^\r\n]*)|(?<=groups\s*);(\s*\w[^\r\n"']*$)/gm,
  )) {
    const start = match.index;
    const end = start + match[0].length;
    if (strings.some((token) => token.start <= start && start < token.end)) continue;
    if (isInComment(text, start, strings)) continue;
    const body = (match.slice(1).find((group) => group !== undefined) ?? '').trim();
    // Behind the comment the line may go on, and `//` would swallow it.
    const goesOn = /^[^\r\n]*\S/.test(text.slice(end));
    const needsBlank = /[\w"']$/.test(text.slice(0, start)) && /^[\w"']/.test(text.slice(end));
    const removal = goesOn ? replace({ start, end }, needsBlank ? ' ' : '') : remove(text, { start, end });
    removals.push(removal);
    if (goesOn || body === '') edits.push(removal);
    else
      edits.push(
        replace(
          { start, end },
          body
            .split(/\r\n|\r|\n/)
            .map((line) => `// ${line.trim().replace(/^\*+\s*/, '')}`.trimEnd())
            .join('\n') + (end < text.length ? '' : '\n'),
        ),
      );
  }
  const [first] = edits;
  if (!first) return [];
  const opening = /^(?:\/\*|<!--|#+|--+|;)/.exec(text.slice(first.range.start))?.[0] ?? '#';
  const isKept = first.newText.startsWith('//');
  const comment = shown(text.slice(first.range.start, first.range.end));
  const removing = removals.length > 1 ? 'Remove the comments' : `Remove the comment ${comment}`;
  const mistake: Mistake = {
    isMinor: true,
    range: first.range,
    message: `${opening} does not begin a comment in CEL: comments begin with // and run to the end of the line.`,
    repairs: [
      { title: isKept ? `Write // for ${opening}` : removing, edits },
      ...(edits.every((edit, index) => edit === removals[index]) ? [] : [{ title: removing, edits: removals }]),
    ],
  };
  let mended = '';
  let at = 0;
  for (const edit of edits) {
    mended += text.slice(at, edit.range.start) + edit.newText;
    at = edit.range.end;
  }
  mended += text.slice(at);
  // `--` and `;` may stand for something else: they are comments only where nothing else is wrong.
  return opening.startsWith('-') || opening === ';' ? (isSound(mended) ? [mistake] : []) : [mistake];
};

function isInComment(text: string, offset: number, strings: readonly { readonly start: number; readonly end: number }[]): boolean {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  for (let at = text.indexOf('//', line); at >= 0 && at < offset; at = text.indexOf('//', at + 2)) {
    const found = at;
    if (!strings.some((token) => token.start <= found && found < token.end)) return true;
  }
  return false;
}
