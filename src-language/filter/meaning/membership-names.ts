import type { Choice } from './intended-test.js';

/** What a name of a function says when other languages ask with it whether a group is among the groups. */
export interface MembershipName {
  readonly choice: Choice;
  readonly isNegated: boolean;
}

const EITHER: ReadonlySet<string> = new Set(
  (
    'contains contain has hasgroup includes include indexof lastindexof find findindex equals eq is in isin get count haskey ' +
    'member memberof ismember ismemberof ismemberofgroup ismemberofgroupname ismemberofgroupid ingroup isingroup ingroups group groups ' +
    'arraycontains listcontains stringcontains containsstring containsvalue containselement containskey elementof iselementof ' +
    'findinset inarray belongsto hasrole hasauthority isuseringroup useringroup isinrole'
  ).split(' '),
);
const ANY: ReadonlySet<string> = new Set(
  'exists any some containsany hasany hasanyof anyof oneof includesany inany ismemberofany ismemberofanygroup isinanygroup hasanygroup hasanyrole hasanyauthority intersects arraysoverlap'.split(
    ' ',
  ),
);
const ALL: ReadonlySet<string> = new Set(
  'all every containsall hasall hasallof allof each includesall ismemberofall ismemberofallgroups issuperset supersetof'.split(' '),
);
const NEGATED: ReadonlySet<string> = new Set(
  'excludes exclude excluding except lacks lack misses missing ismissing omits absent isabsent without none disjoint isdisjoint never unless hasno hasnot'.split(
    ' ',
  ),
);

/** Null for names that say nothing of the kind. */
export function readMembershipName(name: string): MembershipName | null {
  const plain = name.toLowerCase().replace(/_/g, '');
  const choice = choiceOf(plain);
  if (choice) return { choice, isNegated: false };
  if (NEGATED.has(plain)) return { choice: 'any', isNegated: true };
  const negated = /^(?:(?:does|is|do)?(?:not|nt)|no)(?=.)/.exec(plain)?.[0];
  const rest = negated === undefined ? null : plain.slice(negated.length);
  const denied = rest === null ? null : (choiceOf(rest) ?? choiceOf(`is${rest}`));
  return denied ? { choice: denied === 'either' ? 'any' : denied, isNegated: true } : null;
}

function choiceOf(plain: string): Choice | null {
  return EITHER.has(plain) ? 'either' : ANY.has(plain) ? 'any' : ALL.has(plain) ? 'all' : null;
}

/** The name of an affix function within a longer name: `isMemberOfGroupNameStartsWith`. */
export function affixWithin(name: string): 'startsWith' | 'endsWith' | 'contains' | 'matches' | null {
  const match = /^(?:is)?(?:user)?(?:in|memberof)(?:any)?groups?(?:name)?(startswith|endswith|contains|regex|matches)$/.exec(
    name.toLowerCase().replace(/_/g, ''),
  );
  if (!match) return null;
  return match[1] === 'startswith' ? 'startsWith' : match[1] === 'endswith' ? 'endsWith' : match[1] === 'contains' ? 'contains' : 'matches';
}

/** Names that rather keep somebody out: what they test is not known. */
export function mayDeny(name: string): boolean {
  return /^(?:is|must|should)?_?(?:den|block|forbid|reject|ban|no[nt]|disallow|exclu|lack|miss|omit|never|absent)/i.test(name);
}
