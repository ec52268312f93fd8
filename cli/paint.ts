import type { CommandIo } from './command-io.js';

/** Gives text a colour, or leaves it as it is where colour is not wanted. */
export type Paint = (style: Style, text: string) => string;
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan';

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
};

/** `--no-color` and `NO_COLOR` switch colour off, `FORCE_COLOR` switches it on; otherwise a terminal has it and a pipe has not. */
export function createPaint(io: CommandIo, options: { readonly color: boolean }): Paint {
  const { NO_COLOR: never, FORCE_COLOR: always, TERM: terminal } = io.env;
  const isForced = always !== undefined && always !== '' && always !== '0' && always !== 'false';
  const isForbidden = !options.color || (never !== undefined && never !== '') || (always !== undefined && !isForced && always !== '');
  const isColoured = !isForbidden && (isForced || (io.stdout.isTerminal && terminal !== 'dumb'));
  if (!isColoured) return (_style, text) => text;
  return (style, text) => (text === '' ? text : `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`);
}
