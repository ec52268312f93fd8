import type { MappingSet } from '../mapping-set/mapping-set.js';
import type { Person } from '../provisioning/person.js';
import { personOf } from '../provisioning/simulator.js';

/** Whose sign-in is asked about: a sample user of the set by name, or somebody who is in no file. */
export type EvaluatedWho =
  | { readonly kind: 'user'; readonly name: string }
  | {
      readonly kind: 'person';
      /** Empty where nobody said one. */
      readonly name: string;
      readonly account: 'new' | 'existing';
      readonly claim:
        | { readonly from: 'member_of' | 'groups'; readonly values: readonly string[] }
        | { readonly from: 'attributes'; readonly attributes: Readonly<Record<string, readonly string[]>> };
    };

/** The person meant; null for a name that no sample user has. Of two users of one name it is the first. */
export function findPerson(set: MappingSet, who: EvaluatedWho): Person | null {
  if (who.kind === 'user') {
    const user = set.users.find(({ name }) => name.value === who.name);
    return user ? personOf(user) : null;
  }
  const { name, account, claim } = who;
  return {
    name,
    account,
    claim: claim.from === 'attributes' ? { from: 'attributes', attributes: new Map(Object.entries(claim.attributes)) } : claim,
    roleBindings: [],
  };
}
