import type { Grant, GrantedBinding } from './grants.js';

/**
 * What is computed in part on one side alone: it may be any role binding of the other side that its known parts do not rule out, so
 * that nothing is certain of those.
 */
export class PartlyKnownGrants {
  private readonly unmatched: readonly Grant<GrantedBinding>[];

  constructor(own: ReadonlyMap<string, Grant<GrantedBinding>>, other: ReadonlyMap<string, unknown>) {
    this.unmatched = [...own].flatMap(([key, grant]) => (grant.isPartlyKnown && !other.has(key) ? [grant] : []));
  }

  /** Those that the binding may be one of. */
  thatMayBe(binding: GrantedBinding): readonly Grant<GrantedBinding>[] {
    return this.unmatched.filter(
      ({ granted }) =>
        (granted.role_name === binding.role_name || !isKnownRole(granted.role_name)) &&
        (granted.crn_pattern === binding.crn_pattern || !isKnownCrn(granted.crn_pattern)),
    );
  }
}

/** Whether a text can be what it says, and is no source text of something computed. */
function isKnownRole(text: string): boolean {
  return /^[\w-]+$/.test(text);
}

function isKnownCrn(text: string): boolean {
  return text.startsWith('crn://') && !/[$%]\{/.test(text);
}
