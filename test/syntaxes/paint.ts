import { expect } from 'vitest';
import { parseMarkedText } from '../support/marked-text.js';
import { highlight, type ColouredToken } from './highlight.js';

/** What the scopes of a filter's words come to, the first that fits. */
const kinds: readonly (readonly [prefix: string, kind: string])[] = [
  ['comment', 'comment'],
  ['constant.character.escape', 'escape'],
  ['string', 'string'],
  ['punctuation.definition.string', 'string'],
  ['keyword.operator', 'operator'],
  ['constant.numeric', 'number'],
  ['constant.language', 'constant'],
  ['variable.language', 'groups'],
  ['support.function', 'function'],
  ['variable.other', 'name'],
];

/** How a word of a filter is coloured; undefined for brackets, blanks, and all that is the host's. */
function kindOf({ scopes }: ColouredToken): string | undefined {
  const own = scopes.filter((scope) => scope.endsWith('.groupfilter') && !scope.startsWith('meta.'));
  const deepest = own.at(-1);
  return deepest && kinds.find(([prefix]) => deepest.startsWith(prefix))?.[1];
}

/** A text with `«kind …»` around each word of a filter, as it is coloured: `«string "a"» «operator in» «groups groups»`. */
export async function paint(scope: string, text: string): Promise<string> {
  const lines = await highlight(scope, text);
  return lines.map(paintLine).join('\n');
}

function paintLine(tokens: readonly ColouredToken[]): string {
  let painted = '';
  let open: string | undefined;
  for (const token of tokens) {
    const kind = kindOf(token);
    if (kind !== open) painted += (open ? '»' : '') + (kind ? `«${kind} ` : '');
    open = kind;
    painted += token.text;
  }
  return painted + (open ? '»' : '');
}

/** The text that a painted one is of. */
export function unpaint(painted: string): string {
  return painted.replaceAll(/«\w+ |»/g, '');
}

/** The scopes of each character outside the marked ranges; a blank's do not show and do not count. */
async function scopesOutside(scope: string, marked: string, injected: boolean): Promise<string[]> {
  const { text, ranges } = parseMarkedText(marked);
  const result: string[] = [];
  let offset = 0;
  for (const [number, line] of (await highlight(scope, text, { injected })).entries()) {
    for (const token of line)
      for (const character of token.text) {
        const at = offset;
        offset += character.length;
        if (ranges.some(({ start, end }) => at >= start && at < end) || /\s/.test(character)) continue;
        result.push(`${number + 1} ${character} ${token.scopes.join(' ')}`);
      }
    offset += 1;
  }
  return result;
}

/** Holds a text to being coloured as if we were not there, but for the filters that are marked in it. */
export async function expectHostUntouched(scope: string, marked: string): Promise<void> {
  expect(await scopesOutside(scope, marked, true)).toEqual(await scopesOutside(scope, marked, false));
}
