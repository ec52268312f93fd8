import { firstUnknown, nameOfKind, numberValue, type Value } from '../value.js';
import { withNumbers, withTexts, type FunctionCall, type FunctionDefinition } from './function-definition.js';

function ofNumbers(least: number, calculate: (...numbers: number[]) => number, most = least): FunctionDefinition {
  return { least, most, call: (args, call) => withNumbers(args, call, (...numbers) => numberOr(calculate(...numbers), call)) };
}

function numberOr(result: number, call: FunctionCall): Value {
  return Number.isFinite(result) ? numberValue(result) : call.mistake(`${call.name} has no result for this`);
}

function sum(args: readonly Value[], call: FunctionCall): Value {
  const [list] = args;
  if (list?.kind !== 'sequence') return call.mistake(`sum takes a list, not ${list ? nameOfKind(list) : 'nothing'}`);
  if (list.items.length === 0) return call.mistake('sum takes a list with numbers in it');
  return (
    firstUnknown(list) ?? withNumbers(list.items, call, (...numbers) => numberValue(numbers.reduce((total, number) => total + number, 0)))
  );
}

/** Terraform's functions on numbers. */
export const numberFunctions: Readonly<Record<string, FunctionDefinition>> = {
  abs: ofNumbers(1, (value = 0) => Math.abs(value)),
  ceil: ofNumbers(1, (value = 0) => Math.ceil(value)),
  floor: ofNumbers(1, (value = 0) => Math.floor(value)),
  signum: ofNumbers(1, (value = 0) => Math.sign(value)),
  pow: ofNumbers(2, (value = 0, exponent = 0) => value ** exponent),
  log: ofNumbers(2, (value = 0, base = 0) => Math.log(value) / Math.log(base)),
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
