import type { OffsetRange } from '../text/range.js';
import type { NumberLiteral } from './expression.js';

/** The number of a literal, or null where it is out of the range of its type (CEL spec, langdef "Numeric Values"). */
export function readNumber(raw: string, isNegative: boolean, range: OffsetRange): NumberLiteral | null {
  const sign = isNegative ? -1 : 1;
  if (/[uU]$/.test(raw)) {
    const value = BigInt(raw.slice(0, -1));
    return value <= 0xffff_ffff_ffff_ffffn ? { kind: 'uint', ...range, value } : null;
  }
  if (/^0x|^[0-9]+$/.test(raw)) {
    // A number of thousands of digits is out of range without reading it.
    if (raw.replace(/^0x0*|^0+/, '').length > 20) return null;
    const value = BigInt(raw) * BigInt(sign);
    return value >= -0x8000_0000_0000_0000n && value <= 0x7fff_ffff_ffff_ffffn ? { kind: 'int', ...range, value } : null;
  }
  const value = Number(raw) * sign;
  return Number.isFinite(value) ? { kind: 'double', ...range, value } : null;
}
