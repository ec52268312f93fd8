import { counted } from '../provisioning/wording.js';
import type { MappingChange } from './access-diff.js';
import { groupsOfWay, waysInWords, withExamples, type Wording } from './describe-grants.js';
import { type Sentence, sentence } from './sentence.js';

/** A changed mapping in a few words, for beside it: `now also matches cc-contractors`. */
export function changeInWords(change: MappingChange, wording: Wording): Sentence {
  const named = withExamples(wording, change.examples ?? []);
  const ways = (sets: MappingChange['gaining'], everyone: string): Sentence =>
    sets[0]?.length === 0 ? sentence(everyone) : waysInWords(sets, change.ways_truncated ?? false, (way) => groupsOfWay(way, named));
  const parts: Sentence[] = [];
  if (change.change === 'added') parts.push(sentence('new'));
  else if (change.change === 'unknown') parts.push(sentence('whom it matches now is unknown'));
  else {
    if (change.gaining.length > 0) parts.push(sentence('now also matches ', ways(change.gaining, 'everyone who signs in')));
    if (change.losing.length > 0) parts.push(sentence('no longer matches ', ways(change.losing, 'everyone who signs in')));
    if (change.change === 'equal' && change.is_rewritten) parts.push(sentence('rewritten, matches the same as before'));
  }
  if (change.is_renamed && change.base) parts.push(sentence('renamed from ', wording.mappings([change.base.group_mapping])));
  if (change.change !== 'added') {
    const { role_bindings_added: added, role_bindings_removed: removed } = change;
    if (added.length > 0) parts.push(sentence(`grants ${rolesInWords(added)} more`));
    if (removed.length > 0) parts.push(sentence(`no longer grants ${rolesInWords(removed)}`));
  }
  return parts.flatMap((part, index) => sentence(index === 0 ? '' : '; ', part));
}

function rolesInWords(bindings: MappingChange['role_bindings_added']): string {
  const names = [...new Set(bindings.map(({ role_name }) => role_name))];
  return names.length > 2 ? counted(bindings.length, 'role binding') : names.join(' and ');
}
