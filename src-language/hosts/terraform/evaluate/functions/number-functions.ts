import { calculate, isExactInBinary, numberOf } from '../calculate.js';
import { nameOfKind, numberValue, type Value } from '../value.js';
import { withNumbers, withTexts, type FunctionCall, type FunctionDefinition } from './function-definition.js';

function ofNumbers(least: number, calculate: (...numbers: number[]) => number, most = least): FunctionDefinition {
  return {
    least,
    most,
    call: (args, call) => withNumbers(args, call, (...numbers) => numberOr(calculate(...numbers), call, args.some(isRounded))),
  };
}

/** Of powers and logarithms only those of few binary digits are certain. */
function ofPowers(calculate: (a: number, b: number) => number): FunctionDefinition {
  return { least: 2, call: (args, call) => withNumbers(args, call, (a = 0, b = 0) => numberOr(calculate(a, b), call, true)) };
}

function isRounded(value: Value): boolean {
  return value.kind === 'number' && value.rounded !== undefined;
}

function numberOr(result: number, call: FunctionCall, mayBeRounded = false): Value {
  if (!Number.isFinite(result)) return call.mistake(`${call.name} has no result for this`);
  // What is rounded to zero has no sign.
  return numberOf(result || 0, !mayBeRounded || isExactInBinary(result), call.place);
}

function sum(args: readonly Value[], call: FunctionCall): Value {
  const [list] = args;
  if (list?.kind !== 'sequence') return call.mistake(`sum takes a list, not ${list ? nameOfKind(list) : 'nothing'}`);
  const [first, ...others] = list.items;
  if (!first) return call.mistake('sum takes a list with numbers in it');
  const unknown = list.items.find((item) => item.kind === 'unknown');
  return (
    unknown ?? others.reduce((total, item) => calculate('+', total, item, call.place), calculate('+', first, numberValue(0), call.place))
  );
}

/** Terraform's functions on numbers. */
export const numberFunctions: Readonly<Record<string, FunctionDefinition>> = {
  abs: ofNumbers(1, (value = 0) => Math.abs(value)),
  ceil: ofNumbers(1, (value = 0) => Math.ceil(value)),
  floor: ofNumbers(1, (value = 0) => Math.floor(value)),
  signum: ofNumbers(1, (value = 0) => Math.sign(value)),
  pow: ofPowers((value, exponent) => value ** exponent),
  log: ofPowers((value, base) => Math.log(value) / Math.log(base)),
  max: ofNumbers(1, (...numbers) => numbers.reduce((a, b) => Math.max(a, b), -Infinity), Infinity),
  min: ofNumbers(1, (...numbers) => numbers.reduce((a, b) => Math.min(a, b), Infinity), Infinity),
  sum: { least: 1, call: sum },
  parseint: {
    least: 2,
    call: (args, call) =>
      withTexts(args, call, (text = '', base = '') => {
        const radix = Number(base);
        const number = radix >= 2 && radix <= 36 && /^[+-]?[0-9a-z]+$/i.test(text) ? parseInt(text, radix) : NaN;
        return numberOr(number, call);
      }),
  },
};
