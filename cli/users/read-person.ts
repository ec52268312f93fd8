import type { Person } from '../../src-language/provisioning/person.js';
import { nearestName } from '../../src-language/text/nearest-name.js';
import { printable } from '../display-text.js';
import { describeValue } from './describe-value.js';

/** Someone from a users file, or what is wrong with the entry, as a clause. */
export type ReadPerson = Person | { readonly mistake: string };

type RoleBindings = Person['roleBindings'];
const none: RoleBindings = [];
const keys = ['name', 'account', 'member_of', 'groups', 'attributes', 'role_bindings'];

/** Reads one user as the mapping file schema has it, without `expect`, from a parsed JSON or YAML value. Strict: a slip is said, never passed over. */
export function readPerson(value: unknown): ReadPerson {
  if (!isObject(value)) return mistake(`a user is an object with a name, and this is ${describeValue(value)}`);
  let name: string | undefined;
  let account: 'new' | 'existing' = 'new';
  let claim: Person['claim'] = null;
  let claimKey: string | undefined;
  let roleBindings = none;
  for (const key in value) {
    const given = value[key];
    switch (key) {
      case 'name':
        if (typeof given !== 'string') return mistake(`name is a string, and this is ${describeValue(given)}`);
        name = given;
        break;
      case 'account':
        if (given !== 'new' && given !== 'existing') return mistake(`account is new or existing, and this is ${describeValue(given)}`);
        account = given;
        break;
      case 'member_of':
      case 'groups':
        if (claimKey !== undefined) return mistake(`${claimKey} and ${key} exclude each other: keep one`);
        if (!isListOfStrings(given)) return mistake(describeBadList(key, given));
        claimKey = key;
        claim = { from: key, values: given };
        break;
      case 'attributes': {
        if (claimKey !== undefined) return mistake(`${claimKey} and ${key} exclude each other: keep one`);
        const attributes = readAttributes(given);
        if ('mistake' in attributes) return attributes;
        claimKey = key;
        claim = { from: key, attributes: attributes.values };
        break;
      }
      case 'role_bindings': {
        const bindings = readRoleBindings(given);
        if ('mistake' in bindings) return bindings;
        roleBindings = bindings;
        break;
      }
      case 'expect':
        return mistake('expect belongs to the users of a mapping file; a users file has none');
      default:
        if (!key.startsWith('x-')) return mistake(describeUnknownKey(key, keys));
    }
  }
  if (name === undefined) return mistake('the key name is missing');
  return { name, account, claim, roleBindings };
}

/** `nmae is not a key of …; did you mean name?` */
export function describeUnknownKey(key: string, known: readonly string[]): string {
  const near = nearestName(key, known);
  return `${printable(JSON.stringify(key))} is not a key of a user; ${near ? `did you mean ${near}?` : `the keys are ${known.join(', ')}`}`;
}

function mistake(text: string): { readonly mistake: string } {
  return { mistake: text };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfStrings(value: unknown): value is string[] {
  if (!Array.isArray(value)) return false;
  for (let at = 0; at < value.length; at++) if (typeof value[at] !== 'string') return false;
  return true;
}

function describeBadList(key: string, value: unknown): string {
  if (!Array.isArray(value)) return `${key} is a list of strings, and this is ${describeValue(value)}`;
  return `${key} is a list of strings, and it holds ${describeValue(value.find((item) => typeof item !== 'string'))}`;
}

function readAttributes(value: unknown): { readonly values: ReadonlyMap<string, readonly string[]> } | { readonly mistake: string } {
  if (!isObject(value)) return mistake(`attributes is an object, and this is ${describeValue(value)}`);
  const values = new Map<string, readonly string[]>();
  for (const [name, given] of Object.entries(value)) {
    if (typeof given === 'string') values.set(name, [given]);
    else if (given === null) values.set(name, []);
    else if (isListOfStrings(given)) values.set(name, given);
    else return mistake(`an attribute is a string or a list of strings, and ${printable(name)} is ${describeValue(given)}`);
  }
  return { values };
}

function readRoleBindings(value: unknown): RoleBindings | { readonly mistake: string } {
  if (value === null) return none;
  if (!Array.isArray(value)) return mistake(`role_bindings is a list, and this is ${describeValue(value)}`);
  const bindings: { role_name: string; crn_pattern: string }[] = [];
  for (const given of value as unknown[]) {
    if (!isObject(given)) return mistake(`a role binding is an object, and this is ${describeValue(given)}`);
    const { role_name, crn_pattern, ...others } = given;
    if (typeof role_name !== 'string') return mistake(`role_name of a role binding is a string, and this is ${describeValue(role_name)}`);
    if (typeof crn_pattern !== 'string')
      return mistake(`crn_pattern of a role binding is a string, and this is ${describeValue(crn_pattern)}`);
    const unknown = Object.keys(others).find((key) => !key.startsWith('x-'));
    if (unknown !== undefined)
      return mistake(describeUnknownKey(unknown, ['role_name', 'crn_pattern']).replace('of a user', 'of a role binding'));
    bindings.push({ role_name, crn_pattern });
  }
  return bindings;
}
