import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanShell } from '../../../src-language/hosts/shell/scan-shell.js';

/** The commands of a script as lists of words; `~` after a word that the shell expands. */
const commandsOf = (text: string): string[][] =>
  scanShell(text).commands.map((words) => words.map(({ text: word, expands }) => (expands === 'none' ? word : `${word}~${expands}`)));

describe('scanShell', () => {
  // What bash makes of each.
  it.each<[string, string, string[][]]>([
    ['words', 'a  b\tc', [['a', 'b', 'c']]],
    ['lines and separators', 'a; b && c || d | e & f\ng', [['a'], ['b'], ['c'], ['d'], ['e'], ['f'], ['g']]],
    ['continued lines', 'a \\\n  b\\\r\n c', [['a', 'b', 'c']]],
    ['single quotes', `a 'b "c" $d \\' e`, [['a', 'b "c" $d \\', 'e']]],
    ['double quotes', `a "b \\"c\\" \\x 'd'"`, [['a', `b "c" \\x 'd'`]]],
    ['quotes inside a word', `--filter='"x" in groups'`, [['--filter="x" in groups']]],
    ['escapes', 'a\\ b c\\"', [['a b', 'c"']]],
    ['escaped quotes of $', "a $'b\\'c'", [['a', "b'c"]]],
    ['comments', '# a b\nc # d\ne#f', [['c'], ['e#f']]],
    ['variables', 'a $B "$C" ${D} "${E[@]}" $@ "x$F"', [['a', '~words', '~value', '~words', '~list', '~list', 'x~value']]],
    ['a lone $', 'a $ b$', [['a', '$', 'b$']]],
    ['substitutions', 'X=$(a b "$(c)") d', [['c'], ['a', 'b', '~value'], ['X=~words', 'd']]],
    ['backticks', 'a `b c` "`d`"', [['b', 'c'], ['d'], ['a', '~words', '~value']]],
    ['subshells', '(a; b) && { c; }', [['a'], ['b'], ['{', 'c'], ['}']]],
    ['subshells in substitutions', '$( (a) ; b ) c', [['a'], ['b'], ['~words', 'c']]],
    ['redirections', 'a > b c 2>&1 <d >>"e f" g &> h', [['a', 'c', 'g']]],
    ['here-documents', "a <<EOF b\nc d\nEOF\ne <<-'X'\n\tf\n\tX\ng", [['a', 'b'], ['e'], ['g']]],
    ['here-strings', 'a <<< "b" c\nd', [['a', 'c'], ['d']]],
    [
      'process substitution',
      'a <(b c) d',
      [
        ['b', 'c'],
        ['a', 'd'],
      ],
    ],
    ['expressions of a build service', 'a ${{ inputs.x }} "${{ b }}" c', [['a', '~words', '~value', 'c']]],
    ['what is not closed', 'a "b\nc', [['a', 'b\nc']]],
    ['CRLF', 'a b\r\nc\r\n', [['a', 'b'], ['c']]],
  ])('%s', (_what, text, commands) => {
    expect(commandsOf(text)).toEqual(commands);
  });

  it('says where words and comments stand', () => {
    const text = `x=1 # why\na 'b c' d`;
    const { commands, comments } = scanShell(text);
    expect(commands.flat().map(({ range }) => text.slice(range.start, range.end))).toEqual(['x=1', 'a', `'b c'`, 'd']);
    expect(comments).toEqual([{ offset: 4, source: '# why' }]);
  });

  it('takes any text, and ends', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '"',
      "'",
      '`',
      '$(',
      ')',
      '(',
      '${',
      '}',
      '$',
      '\\',
      '<<E',
      '<<-',
      '>',
      '&',
      '#',
      'confluent',
      '\u{1F600}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        for (const { range } of scanShell(text).commands.flat()) {
          expect(range.start).toBeLessThan(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it.each(['$(', '`', '"$(', '(', '${', "'", '<<E\n', '"', '$( ('])('is not overwhelmed by many %j', (piece) => {
    expect(() => scanShell(piece.repeat(20_000))).not.toThrow();
  });
});
