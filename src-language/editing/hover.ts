import type { GroupLiteral } from '../filter/analysed-filter.js';
import { walk } from '../filter/expression.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { codeList, codeSpan, paragraphs } from './hover/code-span.js';
import { describeFilter, describeMapping } from './hover/filter-hover.js';
import { describeGroup } from './hover/group-hover.js';
import { describeKey, describeValue } from './hover/key-hover.js';
import { describeToken } from './hover/operator-hover.js';
import { describeCrn, describeRole } from './hover/role-hover.js';
import { describeUser } from './hover/user-hover.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
import { counted } from '../provisioning/wording.js';
import { touches } from './host-path.js';
import type { NameOccurrence } from './name-occurrences.js';
import { spotAt, type CrnSpot, type FilterSpot, type KeySpot, type OtherSpot } from './spot.js';
import { rangeAtCursor } from './texts-in-files.js';

/** What an editor shows about the place under the cursor. */
export interface Hover {
  readonly range: OffsetRange;
  /** Markdown without HTML, links or commands, whatever the names in the files hold. */
  readonly markdown: string;
}

/** What is worth knowing of a group, operator, filter, mapping, role, resource, user, key or value; null where nothing is. */
export function hoverAt(context: EditingContext, file: string, offset: number): Hover | null {
  const hover = describeAt(context, file, offset);
  if (!hover) return null;
  // On the quotes of a name it is of the name; what an editor marks has to hold the cursor all the same.
  const { start, end } = hover.range;
  return { ...hover, range: { start: Math.min(start, offset), end: Math.max(end, offset) } };
}

function describeAt(context: EditingContext, file: string, offset: number): Hover | null {
  const spot = spotAt(context, file, offset);
  switch (spot.kind) {
    case 'filter':
      return hoverInFilter(context, spot, offset);
    case 'group':
      return { range: spot.occurrence.nameRange, markdown: describeGroup(context, spot.occurrence.group) };
    case 'mapping':
      return { range: spot.range, markdown: describeMappings(context, spot.mappings) };
    case 'name':
      return withRange(spot.occurrence.nameRange, describeName(context, spot.occurrence));
    case 'crn':
      return withRange(crnRange(spot, offset), describeCrn(context, spot.crn.value, spot.binding));
    case 'key':
      return withRange(spot.range, describeKeySpot(context, spot));
    case 'other':
      return hoverOnValue(spot);
  }
}

function crnRange({ crn: { text, file, range, value }, file: path }: CrnSpot, cursor: number): OffsetRange {
  return text ? rangeAtCursor({ text, home: file }, { start: 0, end: value.length }, path, cursor) : range;
}

function withRange(range: OffsetRange, markdown: string | null): Hover | null {
  return markdown === null ? null : { range, markdown };
}

function hoverInFilter(context: EditingContext, spot: FilterSpot, cursor: number): Hover | null {
  const { file, text, token, literal, occurrence, parsed, mapping, sharing } = spot;
  if (occurrence) {
    const { nameRange } = occurrence;
    const isHere = occurrence.file === file && touches(nameRange, cursor);
    const range = isHere ? nameRange : rangeAtCursor(spot, occurrence.decoded, file, cursor);
    return { range, markdown: describeGroup(context, occurrence.group) };
  }
  if (token) {
    const markdown = literal ? describePart(context, spot, literal) : describeToken(context, parsed, token);
    if (markdown !== null) return { range: rangeAtCursor(spot, token, file, cursor), markdown };
  }
  if (text.value.trim() === '') return null;
  const whole = { start: 0, end: text.value.length };
  const others = sharing.length - 1;
  return {
    range: rangeAtCursor(spot, whole, file, cursor),
    markdown: paragraphs([
      describeFilter(context, text.value, mapping),
      others > 0 ? `The filter of ${counted(others, 'other group mapping')} is written here too.` : null,
    ]),
  };
}

/** How many mappings are described one by one. */
const describedMappings = 5;

function describeMappings(context: EditingContext, mappings: readonly GroupMapping[]): string {
  const rest = mappings.length - describedMappings;
  return paragraphs([
    ...mappings.slice(0, describedMappings).map((mapping) => describeMapping(context, mapping)),
    rest > 0 ? `And ${counted(rest, 'other group mapping')}.` : null,
  ]);
}

/** Part of a name, with the groups of the set that it fits. */
function describePart(context: EditingContext, { parsed }: FilterSpot, { group, literal }: GroupLiteral): string | null {
  let fits: ((name: string) => boolean) | null = null;
  let verb = '';
  for (const node of parsed.expression ? walk(parsed.expression) : []) {
    if (node.kind !== 'call' || !node.args.some((argument) => argument.start === literal.start)) continue;
    verb = node.name === 'startsWith' ? 'begin' : 'end';
    fits = node.name === 'startsWith' ? (name) => name.startsWith(group) : (name) => name.endsWith(group);
  }
  if (!fits) return null;
  const { vocabulary } = context;
  const names = [...new Set([...vocabulary.claimNames, ...vocabulary.spellings.keys()])].filter(fits);
  return paragraphs([
    `**Groups** whose names ${verb} with ${codeSpan(group)}`,
    names.length === 0 ? 'No group of this set does.' : `Of this set: ${codeList(names, 8)}.`,
  ]);
}

function describeName(context: EditingContext, { kind, name, owner, isDefinition, binding }: NameOccurrence): string | null {
  if (kind === 'role') return describeRole(context, name, binding);
  if (kind === 'user') {
    const user = context.set.users.find((candidate) => (isDefinition ? candidate === owner : candidate.name.value === name));
    return user ? describeUser(context, user) : `${codeSpan(name)} is not among the sample users of this set.`;
  }
  const mapping = context.set.groupMappings.find((candidate) => (isDefinition ? candidate === owner : candidate.displayName === name));
  return mapping ? describeMapping(context, mapping) : `There is no group mapping ${codeSpan(name)} in this set.`;
}

function describeKeySpot(context: EditingContext, spot: KeySpot): string | null {
  const documentation = describeKey(spot.path.path);
  const { path } = spot.path;
  if (path.length !== 3 || path[0] !== 'group_mappings' || path[2] !== 'filter') return documentation;
  const mapping = context.mappingsOf(spot.file).find(({ range }) => range.start <= spot.range.start && spot.range.end <= range.end);
  const text = mapping?.filter?.value ?? '';
  return text.trim() === '' || !mapping ? documentation : paragraphs([describeFilter(context, text, mapping), '---', documentation]);
}

function hoverOnValue({ path }: OtherSpot): Hover | null {
  const node = path?.nodes.at(-1);
  if (!path || node?.kind !== 'scalar') return null;
  return withRange(node.range, describeValue(path.path, node.text.value));
}
