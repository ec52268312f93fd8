import { knownText, type UnknownValue, type Value } from './value.js';

/** True, false, why that is not known, or undefined when it is neither. */
export function asBoolean(value: Value): boolean | UnknownValue | undefined {
  if (value.kind === 'boolean') return value.value;
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'text') return undefined;
  const text = knownText(value);
  if (text === null) return value.parts.find((part) => part.kind === 'unknown');
  return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined;
}

/** A number, also one that is written as a text; null for anything else. */
export function asNumber(value: Value): number | null {
  if (value.kind === 'number') return value.value;
  const text = value.kind === 'text' ? knownText(value) : null;
  return text !== null && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : null;
}
