import type { ModuleAttribute } from '../../hosts/terraform/module-file.js';
import type { ResourceInstance, TerraformModule } from '../../hosts/terraform/evaluate/terraform-module.js';
import type { UnknownValue, Value } from '../../hosts/terraform/evaluate/value.js';
import type { LooseRoleBinding } from '../mapping-set.js';
import { locateText } from './locate.js';

/** Whom a grant belongs to: a mapping of the module, somebody by a written id, nobody that the files tell, or perhaps some mapping. */
export type Owner =
  | { readonly kind: 'mapping'; readonly address: string }
  | { readonly kind: 'principal'; readonly principal: LooseRoleBinding['principal'] }
  | { readonly kind: 'nobody' }
  /** It is no text, but what `is` says. */
  | { readonly kind: 'wrong'; readonly attribute: ModuleAttribute; readonly is: string }
  | { readonly kind: 'unknown'; readonly attribute: ModuleAttribute; readonly unknown: UnknownValue };

/** Whom a resource's principal names. */
export function ownerOf(module: TerraformModule, { block, scope }: ResourceInstance): Owner {
  const attribute = block.attributes.get('principal');
  const value = attribute ? module.evaluate(attribute, scope) : null;
  const { prefix, rest } = splitPrincipal(value);
  if (prefix === 'User:' && rest?.idOf !== undefined) return { kind: 'mapping', address: rest.idOf };
  const text = locateText(attribute, value);
  if (text.kind === 'known') return { kind: 'principal', principal: text.located };
  if (text.kind === 'wrong' && attribute) return { kind: 'wrong', attribute, is: text.is };
  if (text.kind !== 'partly' || !attribute || !value) return { kind: 'nobody' };
  // Without its prefix it is nobody's, whoever it was meant for.
  if ((prefix === '' && rest?.idOf !== undefined) || (prefix !== '' && !'User:'.startsWith(prefix) && !prefix.startsWith('User:')))
    return { kind: 'principal', principal: text.located };
  return mayBeMapping(text.unknown) ? { kind: 'unknown', attribute, unknown: text.unknown } : { kind: 'nobody' };
}

/** What a principal begins with, and the unknown value that is all the rest of it. */
function splitPrincipal(value: Value | null): { readonly prefix: string; readonly rest: UnknownValue | null } {
  const parts = value?.kind === 'text' ? value.parts : value?.kind === 'unknown' ? [value] : [];
  const prefix: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'unknown') return { prefix: prefix.join(''), rest: index === parts.length - 1 ? part : null };
    prefix.push(part.text);
  }
  return { prefix: prefix.join(''), rest: null };
}

/** Another resource, a service account say, is no group mapping; whatever else is not known may be one. */
function mayBeMapping({ resourceType }: UnknownValue): boolean {
  return resourceType === undefined || resourceType === 'confluent_group_mapping';
}
