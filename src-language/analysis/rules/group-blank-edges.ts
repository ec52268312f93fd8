import { quoted } from '../../text/quoted-name.js';
import { findDeceptiveCharacters, withoutDeceptiveCharacters } from '../deceptive-characters.js';
import { knownSpellingOf } from '../known-spelling.js';
import type { GroupRule } from './rule.js';

/** A blank at the edge of a group name, or a character in it that looks like another one or like nothing. */
export const groupBlankEdges: GroupRule = {
  code: 'group-blank-edges',
  severity: 'warning',
  kind: 'group',
  summary: 'A group begins or ends with a blank, or holds a character that looks like another one or like nothing.',
  explanation:
    "Groups are compared character by character: Confluent's documentation calls a literal group case-sensitive and space-sensitive, and string " +
    'equality in CEL is exact (langdef, "Equality"). A blank that slipped in while copying, a no-break space or a zero-width character makes a test ' +
    'that never matches and looks right. A name that is listed so among the known groups is not reported.',
  example: 'filter',
  bad: '"data-science " in groups',
  good: '"data-science" in groups',
  check({ group, use, vocabulary }) {
    if (vocabulary.knownNames.has(group)) return null;
    const deceptive = findDeceptiveCharacters(group);
    // A prefix may well end, and a suffix begin, with a space.
    const atEdge = use !== 'affix' && (group.startsWith(' ') || group.endsWith(' '));
    const first = deceptive[0];
    if (!first && !atEdge) return null;

    const plain = withoutDeceptiveCharacters(group);
    const meant = use === 'affix' ? plain : trimSpaces(plain);
    const right = use === 'affix' ? meant : (knownSpellingOf(meant, vocabulary) ?? meant);
    return {
      message: `${whatIsWrong(group, first?.description, deceptive.length)} Groups are compared exactly, so this only matches a group that is spelt with it too.`,
      repairs: right === '' ? [] : [{ title: `Replace with ${quoted(right)}`, group: right, isPreferred: true }],
    };
  },
};

function whatIsWrong(group: string, description: string | undefined, count: number): string {
  if (description === undefined) {
    const edge = !group.endsWith(' ') ? 'begins' : group.startsWith(' ') ? 'begins and ends' : 'ends';
    return `The group ${quoted(group)} ${edge} with a space.`;
  }
  const more = count > 1 ? ` and ${count - 1} more such ${count > 2 ? 'characters' : 'character'}` : '';
  return `The group ${quoted(group)} holds a ${description}${more}.`;
}

/** Without a regular expression: one that looks for blanks at the end takes quadratic time on blanks that are not. */
function trimSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return text.slice(start, end);
}
