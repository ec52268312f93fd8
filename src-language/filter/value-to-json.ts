import type { CelValue } from './value.js';

/** A value as JSON holds it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A value of CEL as JSON (the proto3 JSON mapping, which cel-spec's langdef "JSON Data Conversion" follows): whole numbers that a JSON number cannot hold exactly
 * and the numbers that JSON lacks become text, bytes become base64, and a type its name.
 */
export function celValueToJson(value: CelValue): JsonValue {
  switch (value.type) {
    case 'null':
      return null;
    case 'string':
    case 'bool':
      return value.value;
    case 'int':
    case 'uint': {
      const number = Number(value.value);
      return Number.isSafeInteger(number) ? number : value.value.toString();
    }
    case 'double':
      if (Number.isNaN(value.value)) return 'NaN';
      if (!Number.isFinite(value.value)) return value.value > 0 ? 'Infinity' : '-Infinity';
      return value.value;
    case 'bytes':
      return base64Of(value.value);
    case 'type':
      return value.name;
    case 'list':
      return value.elements.map(celValueToJson);
    case 'map':
      return Object.fromEntries(value.entries.map(([key, entry]) => [keyText(key), celValueToJson(entry)]));
  }
}

function keyText(key: CelValue): string {
  const json = celValueToJson(key);
  return typeof json === 'string' ? json : JSON.stringify(json);
}

function base64Of(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    result += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    result += second === undefined ? '=' : alphabet.charAt((bits >> 6) & 63);
    result += third === undefined ? '=' : alphabet.charAt(bits & 63);
  }
  return result;
}
