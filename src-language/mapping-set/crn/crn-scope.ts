import { findCrnKind } from './crn-kinds.js';
import { parseCrn } from './parse-crn.js';

/** What a CRN pattern stands for: one resource, those whose names begin alike, or all of a kind. */
export interface CrnScope {
  /** The word before the `=` of the last part: `topic`. */
  readonly kind: string;
  /** `prefix`: a `*` at the end of a name; `all`: a `*` alone. */
  readonly match: 'exact' | 'prefix' | 'all';
  /** Without the `*`; for an organization its display name where that is known, and empty for `all`. */
  readonly name: string;
  /** Ids of what it stands in, the nearest first and the organization left out: `lkc-1`, `env-prod`. */
  readonly within: readonly string[];
}

/** The organization of a mapping set, to call it by its name. */
export interface NamedOrganization {
  readonly id?: { readonly value: string };
  readonly display_name?: { readonly value: string };
}

/** What a CRN pattern stands for; null where it is none, or ends in something that is no `kind=name`. */
export function scopeOfCrn(crnPattern: string, organization: NamedOrganization = {}): CrnScope | null {
  const segments = parseCrn(crnPattern)?.segments ?? [];
  const last = segments.at(-1);
  if (!last || last.name === null || last.name === '' || last.kind === '') return null;
  const within: string[] = [];
  for (const { kind, name } of segments.slice(0, -1).reverse())
    // The Kafka cluster of a cloud cluster has the same id.
    if (name && kind !== 'organization' && within.at(-1) !== name) within.push(name);
  const isPrefix = last.name.endsWith('*');
  const name = isPrefix ? last.name.slice(0, -1) : last.name;
  const displayName = last.kind === 'organization' && !isPrefix ? displayNameOf(organization, name) : null;
  if (last.kind === 'kafka' && within[0] === name) within.shift();
  return { kind: last.kind, match: !isPrefix ? 'exact' : name === '' ? 'all' : 'prefix', name: displayName ?? name, within };
}

/** A mapping set is one organization's, so that its name stands for any organization but one with another id. */
function displayNameOf({ id, display_name }: NamedOrganization, name: string): string | null {
  return display_name && display_name.value !== '' && (!id || id.value === name) ? display_name.value : null;
}

/** A scope as a heading or a cell: `Topics starting with orders-`, `Environment env-prod`. */
export function scopeTitle(scope: CrnScope): string {
  const phrase = scopePhrase(scope);
  // ksqlDB keeps its small letter.
  if (/^[a-z]+[A-Z]/.test(phrase)) return phrase;
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

/** A scope inside a sentence: `topics starting with orders-`, `environment env-prod`, `all topics`. Values are as written in the file. */
export function scopePhrase({ kind, match, name }: CrnScope): string {
  const known = findCrnKind(kind);
  const one = known?.one ?? kind;
  if (match === 'exact') return `${one} ${name}`;
  const many = known?.many ?? `${kind} resources`;
  return match === 'all' ? `all ${many}` : `${many} starting with ${name}`;
}

/** The line below a scope's title: what it stands in (`lkc-1 in env-prod`), or how far it reaches; null where there is nothing to add. */
export function scopeDetail({ kind, match, within }: CrnScope): string | null {
  if (within.length > 0) return within.join(' in ');
  if (match !== 'exact') return null;
  return kind === 'organization' ? 'all environments' : kind === 'environment' ? 'everything in it' : null;
}

/** A CRN pattern in words for a heading or a cell, itself where there are none for it. */
export function crnInWords(crnPattern: string, organization?: NamedOrganization): string {
  const scope = scopeOfCrn(crnPattern, organization);
  return scope ? scopeTitle(scope) : crnPattern;
}

/** A CRN pattern in words inside a sentence, with what it stands in: `topics starting with orders- in lkc-1 in env-prod`. */
export function crnInSentence(crnPattern: string, organization?: NamedOrganization): string {
  const scope = scopeOfCrn(crnPattern, organization);
  return scope ? [scopePhrase(scope), ...scope.within].join(' in ') : crnPattern;
}

/** Kinds of resource as a list of words, those that are not known as they are: `topic, consumer group`. */
export function kindsInWords(kinds: readonly string[]): string {
  return kinds.map((kind) => findCrnKind(kind)?.one ?? kind).join(', ');
}
