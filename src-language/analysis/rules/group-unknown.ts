import { editDistance } from '../../text/nearest-name.js';
import { quoted } from '../../text/quoted-name.js';
import { foldCase, type GroupVocabulary } from '../../mapping-set/group-vocabulary.js';
import { withoutDeceptiveCharacters } from '../deceptive-characters.js';
import { knownSpellingOf } from '../known-spelling.js';
import type { GroupRule } from './rule.js';

/** A group that is not among those the set says exist. */
export const groupUnknown: GroupRule = {
  code: 'group-unknown',
  severity: 'warning',
  kind: 'group',
  summary: 'A group is not among the known groups; only where the set lists known groups.',
  explanation:
    'A group that nobody has makes a test that never matches, and nothing in Confluent Cloud says so: a filter that differs from the value sent by the identity ' +
    'provider is among the mistakes its documentation names first. Unicode counts too: CEL compares code points and normalises nothing (langdef, ' +
    '"String and Bytes Values"), so an accented letter that is composed (NFC) differs from the same letter decomposed (NFD).',
  example: 'yaml',
  bad: `known_groups: [data-science, engineering]
group_mappings:
  - display_name: Data science
    filter: '"data-sciense" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `known_groups: [data-science, engineering]
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  check({ group, use, vocabulary }) {
    if (use === 'affix' || !vocabulary.isListed || vocabulary.knownNames.has(group)) return null;
    const near = findNear(group, vocabulary);
    if (!near)
      return {
        message: `${quoted(group)} is not among the known groups. Correct it, or list it in known_groups if it exists.`,
        repairs: [],
      };
    const right = knownSpellingOf(near.name, vocabulary) ?? near.name;
    const inClaim = right === near.name ? '' : ` (which the group claim carries as ${quoted(right)})`;
    return {
      message: `${quoted(group)} is not among the known groups. Did you mean ${quoted(near.name)}${inClaim}? ${near.slip}`,
      repairs: [{ title: `Replace with ${quoted(right)}`, group: right, isPreferred: true }],
    };
  },
};

interface Near {
  readonly name: string;
  /** What kind of slip it is, in a sentence. */
  readonly slip: string;
}

function findNear(group: string, vocabulary: GroupVocabulary): Near | undefined {
  if (group.length > comparedLength) return undefined;
  const { index, asked } = searchIn(vocabulary);
  if (asked.size >= searchLimit && !asked.has(group)) return undefined;
  asked.add(group);
  if (index.found.has(group)) return index.found.get(group);
  const near = searchNear(group, index);
  if (index.found.size >= 2 * searchLimit) index.found.clear();
  index.found.set(group, near);
  return near;
}

function searchNear(group: string, index: LookAlikeIndex): Near | undefined {
  const sameForm = index.byForm.get(group.normalize('NFC'));
  if (sameForm !== undefined) {
    return { name: sameForm, slip: `The letters are the same, in another Unicode form: ${formOf(group)} here, ${formOf(sameForm)} there.` };
  }
  const sameLook = index.byLook.get(lookOf(group));
  if (sameLook !== undefined)
    return { name: sameLook, slip: 'They look alike, and differ in characters that cannot be told apart, or in case as well.' };
  const near = nearest(group, index.names);
  if (near === undefined) return undefined;
  const isSeparator = near.replace(separators, '') === group.replace(separators, '');
  return { name: near, slip: isSeparator ? 'Only the separators between the words differ.' : 'It looks like a typing slip.' };
}

const separators = /[\s_.-]+/g;

interface LookAlikeIndex {
  /** Known names by their composed form. */
  readonly byForm: ReadonlyMap<string, string>;
  /** Known names by what they look like. */
  readonly byLook: ReadonlyMap<string, string>;
  readonly names: readonly NameShape[];
  /** What was found before, also nothing. */
  readonly found: Map<string, Near | undefined>;
}

/** Of how many different unknown groups the near names are looked for; beyond that the list itself is what is wrong. */
const searchLimit = 2000;
/** Longer names are not compared letter by letter, which takes time by the product of the lengths. */
const comparedLength = 256;

interface NameShape {
  readonly name: string;
  readonly folded: string;
  readonly length: number;
  readonly letters: number;
}

interface Search {
  readonly index: LookAlikeIndex;
  /** The different unknown groups of this vocabulary so far. */
  readonly asked: Set<string>;
}

const searches = new WeakMap<GroupVocabulary, Search>();
/** The index of the names that were listed last: while someone edits a filter, the known groups stay the same. */
let latest: LookAlikeIndex | undefined;

function searchIn(vocabulary: GroupVocabulary): Search {
  let search = searches.get(vocabulary);
  if (!search) {
    const names = [...vocabulary.knownNames];
    const isSame = latest?.names.length === names.length && latest.names.every(({ name }, index) => name === names[index]);
    if (!latest || !isSame) latest = buildIndex(names);
    searches.set(vocabulary, (search = { index: latest, asked: new Set() }));
  }
  return search;
}

function buildIndex(names: readonly string[]): LookAlikeIndex {
  const byForm = new Map<string, string>();
  const byLook = new Map<string, string>();
  for (const name of names) {
    const form = name.normalize('NFC');
    if (!byForm.has(form)) byForm.set(form, name);
    const look = lookOf(name);
    if (!byLook.has(look)) byLook.set(look, name);
  }
  return { byForm, byLook, names: names.map(shapeOf), found: new Map() };
}

function lookOf(name: string): string {
  return foldCase(
    withoutDeceptiveCharacters(name)
      .normalize('NFKC')
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u2010-\u2015]/g, '-'),
  );
}

function formOf(name: string): string {
  if (name === name.normalize('NFC')) return 'composed (NFC)';
  return name === name.normalize('NFD') ? 'decomposed (NFD)' : 'a mixture of composed and decomposed';
}

/**
 * The known name that is at most three slips away, and at most one in three characters; of equally near ones the first listed. Names
 * that cannot be near by their length or their letters are not compared, so that thousands of names stay cheap.
 */
function nearest(group: string, names: readonly NameShape[]): string | undefined {
  const shape = shapeOf(group);
  const { folded } = shape;
  let best: string | undefined;
  let limit = Math.max(1, Math.min(3, Math.floor(shape.length / 3)));
  for (const { name, folded: known, length, letters } of names) {
    // A slip changes at most two members of the set of letters: one that goes and one that comes.
    if (Math.abs(length - shape.length) > limit || bitCount(letters ^ shape.letters) > 2 * limit) continue;
    const distance = distanceOf(folded, known, limit);
    if (distance > limit) continue;
    best = name;
    limit = distance - 1;
    if (limit < 0) break;
  }
  return best;
}

/** The edit distance of two names, which is that of what remains without their common start and end. */
function distanceOf(a: string, b: string, limit: number): number {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return editDistance(a.slice(start, a.length - end), b.slice(start, b.length - end), limit);
}

function shapeOf(name: string): NameShape {
  const folded = foldCase(name);
  let letters = 0;
  let length = 0;
  for (const character of folded) {
    letters |= 1 << ((character.codePointAt(0) ?? 0) & 31);
    length++;
  }
  return { name, folded, length, letters };
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
