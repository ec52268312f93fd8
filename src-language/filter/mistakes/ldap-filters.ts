import { quoteGroup } from '../string-literal.js';
import { replace, shown } from './mistake.js';
import type { MistakeRecogniser } from './mistake.js';

/** Brackets within each other that are read; no filter of a directory has more. */
const MAX_DEPTH = 20;
/** One test, with a matching rule between colons: `memberOf=a`, `memberOf:1.2.840.113556.1.4.1941:=CN=a`. */
const LEAF = /(?:member(?:of)?|groups?|isMemberOf)\s*(?::[\d.]+:|:)?=\s*((?:[^()*"\\]|\\[0-9a-fA-F]{2})+)/iy;

/** `(&(memberOf=a)(memberOf=b))`: a search filter of LDAP, whose operators stand before what they join. */
export const recogniseLdapFilter: MistakeRecogniser = ({ text, isSound }) => {
  const start = text.length - text.trimStart().length;
  if (!/^\(\s*[&|!(]|^[&|!]\s*\(|^\(?\s*member(?:of)?:[\d.]+:=/i.test(text.slice(start))) return [];
  const read = readTest(text, start, 0) ?? readList(text, start, 0);
  const range = { start, end: text.trimEnd().length };
  const message =
    'This is a search filter of LDAP, whose operators stand before the tests. CEL writes && and || between them, and ! before one.';
  if (!read || text.slice(read.end).trim() !== '' || !isSound(read.cel))
    // It asks for more than groups, which a filter cannot.
    return /^\(\s*[&|!]\s*\(\s*[&|!(]*\w+\s*[~<>:]?=/.test(text.slice(start)) ? [{ range, message, repairs: [], isFinal: true }] : [];
  return [
    {
      range,
      message,
      repairs: [{ title: `Write ${shown(read.cel)}`, edits: [replace(range, read.cel)] }],
    },
  ];
};

interface Read {
  readonly cel: string;
  readonly end: number;
  /** Parts that `||` or `&&` joins: another operator around them needs parentheses. */
  readonly joinedBy?: '&&' | '||';
}

/** A test in parentheses, or `memberOf=…` without them. */
function readTest(text: string, from: number, depth: number): Read | null {
  if (depth > MAX_DEPTH) return null;
  const at = skipBlanks(text, from);
  if (text[at] !== '(') return readLeaf(text, at);
  const inner = readList(text, at + 1, depth) ?? readTest(text, at + 1, depth + 1);
  const end = inner ? skipBlanks(text, inner.end) : 0;
  return inner && text[end] === ')' ? { ...inner, end: end + 1 } : null;
}

/** `&(…)(…)`, `|(…)(…)`, `!(…)`. */
function readList(text: string, from: number, depth: number): Read | null {
  const at = skipBlanks(text, from);
  const operator = text[at];
  if (operator !== '&' && operator !== '|' && operator !== '!') return null;
  const parts: Read[] = [];
  let end = at + 1;
  for (let part = readTest(text, end, depth + 1); part; part = readTest(text, end, depth + 1)) {
    parts.push(part);
    end = part.end;
    if (text[skipBlanks(text, end)] !== '(') break;
  }
  const [only, second] = parts;
  if (!only) return null;
  if (operator === '!') return second ? null : { cel: `!(${only.cel})`, end };
  const joinedBy = operator === '&' ? '&&' : '||';
  if (!second) return { ...only, end };
  const cel = parts.map((part) => (part.joinedBy && part.joinedBy !== joinedBy ? `(${part.cel})` : part.cel)).join(` ${joinedBy} `);
  return { cel, end, joinedBy };
}

function readLeaf(text: string, at: number): Read | null {
  LEAF.lastIndex = at;
  const value = LEAF.exec(text)?.[1];
  const end = LEAF.lastIndex;
  if (value === undefined) return null;
  const literal = quoteGroup(value.trim().replace(/\\([0-9a-fA-F]{2})/g, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16))));
  return literal === null ? null : { cel: `${literal} in groups`, end };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}
