import { findName, type Scope } from '../../hosts/terraform/evaluate/scope.js';
import { asText, knownText, type Value } from '../../hosts/terraform/evaluate/value.js';

const reference = String.raw`(?<![\p{L}\p{N}_.-])(each\.(?:key|value(?:\.[\p{L}_][\p{L}\p{N}_-]*)*)|count\.index)(?![\p{L}\p{N}_[-]|\.[\p{L}\p{N}_*])`;
const references = new RegExp(String.raw`\$\{\s*${reference}\s*\}|${reference}`, 'gu');

/**
 * An expression's source as it counts for one instance, with what `each` and `count` stand for: two instances of which something is known
 * only in part are told apart by it (`data.confluent_environment.all["prod"].id`).
 */
export function writtenForInstance(source: string, scope: Scope): string {
  if (!scope) return source;
  return source.replace(references, (written: string, interpolated?: string, bare?: string) => {
    const value = valueOf((interpolated ?? bare ?? '').split('.'), scope);
    const text = value && value.kind !== 'unknown' ? asText(value) : null;
    const known = text && knownText(text);
    if (known === null) return written;
    if (interpolated !== undefined) return known;
    return value?.kind === 'text' ? JSON.stringify(known) : known;
  });
}

function valueOf([root = '', ...names]: readonly string[], scope: Scope): Value | null {
  let value = findName(scope, root) ?? null;
  for (const name of names) value = value?.kind === 'map' ? (value.get(name) ?? null) : null;
  return value;
}
