import { formatNumber, knownText, type Value } from '../value.js';

/** A value as `jsonencode` writes it (Go's way: `<`, `>` and `&` escaped, keys in order); null where something in it is not known. */
export function encodeJson(value: Value): string | null {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.rounded ? null : formatNumber(value.value);
    case 'text': {
      const text = knownText(value);
      return text === null ? null : encodeText(text);
    }
    case 'sequence': {
      const items = value.items.map(encodeJson);
      return items.includes(null) ? null : `[${items.join(',')}]`;
    }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => {
        const encoded = encodeJson(entry.value);
        return encoded === null ? null : `${encodeText(key)}:${encoded}`;
      });
      return entries.includes(null) ? null : `{${entries.join(',')}}`;
    }
    default:
      return null;
  }
}

function encodeText(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
