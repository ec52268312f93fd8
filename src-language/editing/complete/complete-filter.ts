import { findCall, findOperator } from '../../filter/operators.js';
import type { ParsedFilter } from '../../filter/parsed-filter.js';
import { quoteGroup } from '../../filter/string-literal.js';
import { markdownText } from '../../text/escape-markdown.js';
import type { OffsetRange } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { writeLiteral } from '../literal-source.js';
import { escapeSnippet, type UnsortedEntry } from './completion-entry.js';
import { filterPlaceAt, type FilterPlace, type LiteralPlace, type MemberPlace, type OperandPlace } from './filter-place.js';
import { groupDetail, groupDocumentation, groupIndexOf, shorten, type GroupSuggestion } from './group-suggestions.js';
import type { CursorEdit } from './host-edit.js';

/** No more groups than this are offered at once; what is typed narrows them down. */
export const maximumGroups = 300;

/** Writes a decoded edit into the file around the cursor; null where it cannot be. */
export type WriteEdit = (range: OffsetRange, newText: string, comparedFrom?: number) => CursorEdit | null;

/** What can be written at a decoded offset of a filter, best first. */
export function completeFilter(context: EditingContext, parsed: ParsedFilter, offset: number, write: WriteEdit): readonly UnsortedEntry[] {
  const place = filterPlaceAt(parsed, offset);
  if (!place) return [];
  const entries = new FilterEntries(context, parsed, offset, write);
  switch (place.kind) {
    case 'literal':
      return place.use === 'name' ? entries.names(place) : entries.affixes(place, place.use);
    case 'operand':
      return entries.operands(place);
    case 'operator':
      return place.follows === 'text'
        ? entries.words(place, [{ word: 'in groups', kind: 'operator', operator: 'in' }])
        : entries.words(place, [
            { word: '&&', kind: 'operator', operator: '&&' },
            { word: '||', kind: 'operator', operator: '||' },
          ]);
    case 'list':
      return entries.words(place, [{ word: 'groups', kind: 'variable', operator: null }]);
    case 'member':
      return entries.members(place);
  }
}

interface Described {
  readonly label: string;
  readonly kind: UnsortedEntry['kind'];
  readonly detail: string | null;
  readonly description?: string | null;
  readonly documentation: string | null;
  /** What is compared with what is typed: the label where nothing else is said. */
  readonly name?: string;
  readonly otherName?: string | null;
  /** How the name stands in the file, where that differs. */
  readonly typedAs?: string | null;
  /** The word of the inserted text that becomes a tab stop. */
  readonly placeholder?: string;
  readonly hasMore?: boolean;
}

class FilterEntries {
  constructor(
    private readonly context: EditingContext,
    private readonly parsed: ParsedFilter,
    private readonly offset: number,
    private readonly write: WriteEdit,
  ) {}

  /** Group names inside a literal. */
  names(place: LiteralPlace): UnsortedEntry[] {
    const { content } = place;
    const written = this.parsed.text.slice(content.start, content.end);
    const typed = this.parsed.text.slice(content.start, this.offset);
    const bulk = this.inBulk((name) => this.literalEdit(place, name));
    return this.groups(typed, written).flatMap((group) => {
      const edit = bulk(group.name);
      const typedAs = edit?.edit.newText.includes(group.name) === false ? edit.edit.newText : null;
      return edit ? [this.entry(edit, { ...this.describeGroup(group), kind: 'group', typedAs })] : [];
    });
  }

  /** Beginnings or ends that several groups share, then whole names, inside `startsWith("…")` or `endsWith("…")`. */
  affixes(place: LiteralPlace, use: 'prefix' | 'suffix'): UnsortedEntry[] {
    const shared = groupIndexOf(this.context).affixes(use);
    const entries = shared.flatMap(({ affix, groups }) => {
      const edit = this.literalEdit(place, affix);
      const detail = `${groups.length} groups ${use === 'prefix' ? 'begin' : 'end'} so`;
      const documentation = groups.slice(0, 10).map((name) => `- ${markdownText(shorten(name))}`);
      return edit ? [this.entry(edit, { label: shorten(affix), kind: 'group', detail, documentation: documentation.join('\n') })] : [];
    });
    const known = new Set(shared.map(({ affix }) => affix));
    return [...entries, ...this.names(place).filter((entry) => !known.has(entry.label))];
  }

  /** Whole tests. */
  operands(place: OperandPlace): UnsortedEntry[] {
    const typed = this.parsed.text.slice(place.word.start, this.offset);
    const written = this.parsed.text.slice(place.word.start, place.word.end);
    const edit = this.inBulk((name) => {
      const literal = quoteGroup(name);
      return literal === null ? null : this.wordEdit(place, place.isFollowedByIn ? literal : `${literal} in groups`);
    });
    const tests = this.groups(typed, written).flatMap((group) => {
      const written = edit(group.name);
      return written ? [this.entry(written, { ...this.describeGroup(group), kind: 'test' })] : [];
    });
    if (place.isFollowedByIn) return tests;
    if (place.variable !== null) {
      return [...this.affixTests(place, `${place.variable}.`), ...tests];
    }
    const others = [...tests];
    if (place.isAlone) {
      const everybody = this.wordEdit(place, 'true');
      if (everybody)
        others.push(this.entry(everybody, { label: 'true', kind: 'keyword', detail: 'Everybody who signs in', documentation: null }));
    }
    others.push(...this.patternTests(place, 'groups.'));
    const brackets = this.wordEdit(place, '(TEST)');
    if (brackets)
      others.push(
        this.entry(brackets, {
          label: '( … )',
          kind: 'operator',
          detail: 'Holds tests together',
          documentation: null,
          placeholder: 'TEST',
        }),
      );
    return others;
  }

  /** Words that stand for themselves. */
  words(
    place: Exclude<FilterPlace, LiteralPlace>,
    words: readonly { readonly word: string; readonly kind: UnsortedEntry['kind']; readonly operator: string | null }[],
  ): UnsortedEntry[] {
    return words.flatMap(({ word, kind, operator }) => {
      const edit = this.wordEdit(place, word);
      const meaning =
        operator === null ? 'The groups that the sign-in carries: a list of texts.' : (findOperator(operator, 2)?.meaning ?? null);
      return edit ? [this.entry(edit, { label: word, kind, detail: meaning, documentation: null, hasMore: true })] : [];
    });
  }

  /** After `groups.` or `g.`. */
  members(place: MemberPlace): UnsortedEntry[] {
    return place.of === 'groups' ? this.patternTests(place, '') : this.affixTests(place, '');
  }

  private patternTests(place: Exclude<FilterPlace, LiteralPlace>, lead: string): UnsortedEntry[] {
    return (['startsWith', 'endsWith'] as const).flatMap((name) => {
      const placeholder = name === 'startsWith' ? 'PREFIX' : 'SUFFIX';
      return this.patternEntry(place, `${lead}exists(g, g.${name}("${placeholder}"))`, name, placeholder);
    });
  }

  private affixTests(place: Exclude<FilterPlace, LiteralPlace>, lead: string): UnsortedEntry[] {
    return (['startsWith', 'endsWith'] as const).flatMap((name) => {
      const placeholder = name === 'startsWith' ? 'PREFIX' : 'SUFFIX';
      return this.patternEntry(place, `${lead}${name}("${placeholder}")`, name, placeholder);
    });
  }

  private patternEntry(place: Exclude<FilterPlace, LiteralPlace>, source: string, name: string, placeholder: string): UnsortedEntry[] {
    const edit = this.wordEdit(place, source);
    if (!edit) return [];
    const operator = findCall('method', name);
    return [
      this.entry(edit, {
        label: source.replace(`"${placeholder}"`, '"…"'),
        kind: 'snippet',
        detail: `Unverified: a group that ${name === 'startsWith' ? 'begins' : 'ends'} so`,
        documentation: `${operator ? markdownText(operator.meaning) + '\n\n' : ''}Confluent documents ${name} since July 2025, but not how exactly it is called: this is how CEL calls it. Try it in a test organization first.`,
        placeholder,
      }),
    ];
  }

  private groups(typed: string, written: string): readonly GroupSuggestion[] {
    const { groups } = groupIndexOf(this.context);
    // What is being typed is no group of the set yet.
    const offered = groups.filter(({ name, isKnown, uses, users }) => isKnown || name !== written || uses > 1 || users > 0);
    if (offered.length <= maximumGroups) return offered;
    const narrowed = offered.filter(({ name, otherName }) => holdsInOrder(otherName === null ? name : `${otherName} ${name}`, typed));
    return narrowed.slice(0, maximumGroups);
  }

  private describeGroup(group: GroupSuggestion): Omit<Described, 'kind'> {
    return {
      label: shorten(group.name),
      name: group.name,
      detail: groupDetail(this.context, group),
      description: group.otherName === null ? null : shorten(group.otherName),
      documentation: groupDocumentation(this.context, group),
      otherName: group.otherName,
    };
  }

  private literalEdit({ range, content, opening, isClosed, tail }: LiteralPlace, name: string): CursorEdit | null {
    const literal = writeLiteral(name, opening === '' ? '"' : opening);
    if (literal === null) return null;
    if (opening === '' || !literal.startsWith(opening)) return this.write(range, literal + tail, content.start);
    const inside = literal.slice(opening.length);
    const quotes = opening.replace(/^[a-z]+/i, '').length;
    return isClosed && tail === ''
      ? this.write(content, inside.slice(0, inside.length - quotes))
      : this.write({ start: content.start, end: range.end }, inside + tail);
  }

  private wordEdit(place: Exclude<FilterPlace, LiteralPlace>, newText: string): CursorEdit | null {
    return this.write(place.word, place.before + newText + place.after);
  }

  /**
   * Encoding an edit for its host takes a look at the whole value. Names of letters, digits and dashes are all encoded alike, so one of
   * them is enough for all.
   */
  private inBulk(make: (name: string) => CursorEdit | null): (name: string) => CursorEdit | null {
    const sample = 'xQzGroupQzx';
    let pattern: { readonly edit: CursorEdit; readonly parts: readonly [string, string] } | null | undefined;
    return (name) => {
      if (!/^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9])?$/.test(name)) return make(name);
      if (pattern === undefined) {
        const edit = make(sample);
        const parts = edit?.edit.newText.split(sample) ?? [];
        const [before, after] = parts;
        pattern = edit && before !== undefined && after !== undefined && parts.length === 2 ? { edit, parts: [before, after] } : null;
      }
      if (!pattern) return make(name);
      const { edit, parts } = pattern;
      return { ...edit, edit: { range: edit.edit.range, newText: parts[0] + name + parts[1] } };
    };
  }

  private entry({ edit, additionalEdits, lead }: CursorEdit, described: Described): UnsortedEntry {
    const { placeholder } = described;
    const isSnippet = placeholder !== undefined;
    const compared =
      described.otherName === undefined || described.otherName === null ? described.label : `${described.otherName} ${described.label}`;
    const at = isSnippet ? edit.newText.lastIndexOf(placeholder) : -1;
    const newText = isSnippet
      ? `${escapeSnippet(edit.newText.slice(0, at))}\${1:${placeholder}}${escapeSnippet(edit.newText.slice(at + placeholder.length))}`
      : edit.newText;
    return {
      label: described.label,
      kind: described.kind,
      detail: described.detail,
      description: described.description ?? null,
      documentation: described.documentation,
      edit: { range: edit.range, newText },
      additionalEdits,
      filterText: lead + compared,
      isSnippet,
      hasMore: described.hasMore ?? isSnippet,
    };
  }
}

/** Whether what is typed stands in a name, in its order: how editors compare. */
function holdsInOrder(name: string, typed: string): boolean {
  const folded = name.toLowerCase();
  let at = 0;
  for (const character of typed.toLowerCase()) {
    at = folded.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
