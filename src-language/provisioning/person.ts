/**
 * Someone who signs in, as plain values: made of a sample user of the set, or of one line of a users file. No places, so that a
 * million of them can be streamed.
 */
export interface Person {
  readonly name: string;
  readonly account: 'new' | 'existing';
  /** What decides the group claim; null when none of the three forms is given (the attribute is missing). */
  readonly claim:
    | { readonly from: 'member_of' | 'groups'; readonly values: readonly string[] }
    | { readonly from: 'attributes'; readonly attributes: ReadonlyMap<string, readonly string[]> }
    | null;
  /** Assigned by hand. */
  readonly roleBindings: readonly { readonly role_name: string; readonly crn_pattern: string; readonly partly_known?: true }[];
}
