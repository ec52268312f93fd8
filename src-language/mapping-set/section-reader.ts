import type { HostText } from '../hosts/host-text.js';
import type { HostEntry, HostMap, HostNode, HostScalar, HostSequence } from '../hosts/host-tree.js';
import { LineIndex } from '../text/line-index.js';
import { nearestName } from '../text/nearest-name.js';
import type { DiagnosticCode, Fix, Problem } from '../text/problem.js';
import type { OffsetRange, TextEdit } from '../text/range.js';
import { isFlow, isOwnEntry, renameKeyEdit, wrapInListEdit } from './file-edits.js';
import type { Located, Place, SourceFile } from './mapping-set.js';
import { homeOfKey, type MapShape } from './schema-keys.js';

/** A value to be read, with the words that messages call it by and where to point when there is nothing to point at. */
export interface Slot {
  /** Begins a sentence: `` `account` ``, or `A value of `member_of``. */
  readonly what: string;
  readonly node: HostNode | null;
  /** The key's range; for an item of a list the item's. */
  readonly fallback: OffsetRange;
}

/** Lines from `first` to `last`, zero-based. */
interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** The known entries of a map. */
export interface Fields<Key extends string> {
  readonly map: HostMap;
  readonly entries: ReadonlyMap<Key, HostEntry>;
  /** Keys that an unknown key was probably meant for: their absence is not a second mistake. */
  readonly misspelt: ReadonlySet<string>;
}

/**
 * Reads values out of one host tree and collects what is wrong with them: every reader of a section goes through it. A value that is
 * wrong yields undefined, unless it is certain what it was meant to be: then that, so that one mistake is reported once.
 */
export class SectionReader {
  private readonly found = new Map<string, Problem>();
  private readonly listsRead = new Map<string, Map<HostNode, unknown>>();
  private readonly brokenLines: readonly LineRange[];
  private lineIndex: LineIndex | null = null;
  private readonly suggestions = new Map<readonly string[], Map<string, string | undefined>>();

  /** `syntaxProblems`: what the host's parser could not read. What looks wrong on those lines is the same mistake, and not reported again. */
  constructor(
    readonly source: SourceFile,
    syntaxProblems: readonly Problem[] = [],
  ) {
    this.brokenLines = syntaxProblems.length === 0 ? [] : linesOf(syntaxProblems, this.lines);
  }

  /** How many problems have been found so far. */
  get problemCount(): number {
    return this.found.size;
  }

  get problems(): readonly Problem[] {
    return [...this.found.values()];
  }

  /**
   * Reports a problem; one that was found at the same place before (behind a YAML alias) is not repeated. `about` is what the problem
   * is judged from, where that is more than its range: the map that lacks a key.
   */
  report(code: DiagnosticCode, range: OffsetRange, message: string, fixes: readonly Fix[] = [], about: OffsetRange = range): void {
    const key = `${range.start}:${range.end}:${code}`;
    // What a map lacks may stand on the line that could not be read after it.
    const isBroken = this.isBroken(about, about === range ? 0 : 1);
    if (!this.found.has(key) && !isBroken) this.found.set(key, { code, range, message, fixes });
  }

  private get lines(): LineIndex {
    return (this.lineIndex ??= new LineIndex(this.source.text));
  }

  /** True when one of the lines of `range`, or of the `following` ones, is one that the host's parser could not read. */
  private isBroken(range: OffsetRange, following: number): boolean {
    if (this.brokenLines.length === 0) return false;
    const first = this.lines.positionAt(range.start).line;
    const last = this.lines.positionAt(range.end).line + following;
    let low = 0;
    let high = this.brokenLines.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.brokenLines[middle]?.last ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    return (this.brokenLines[low]?.first ?? Infinity) <= last;
  }

  place(range: OffsetRange): Place {
    return { file: this.source.path, range };
  }

  // Written out: files hold thousands of these, and spreading objects is several times slower.
  private located<T>(node: HostScalar, value: T): Located<T> {
    return { file: this.source.path, range: node.range, value, text: node.text };
  }

  /** 1-based line of a map's first key. */
  lineOf(map: HostMap): number {
    let offset = map.range.start;
    if (isFlow(this.source.text, map)) offset = map.entries.find((entry) => isOwnEntry(map, entry))?.keyRange.start ?? offset;
    return this.lines.positionAt(offset).line + 1;
  }

  slot<Key extends string>(fields: Fields<Key>, key: Key): Slot | undefined {
    const entry = fields.entries.get(key);
    return entry && slotOf(entry);
  }

  /** The entries of a map by key, or undefined when the value is something else. Nothing (`key:` alone, null) is a map without entries: undefined, no problem. */
  fields<Key extends string>(slot: Slot | undefined, shape: MapShape<Key>): Fields<Key> | undefined {
    if (!slot || isNothing(slot.node)) return undefined;
    if (slot.node.kind !== 'map') {
      this.wrongKind(slot, slot.node, `a map of keys and values (${listOf(shape.keys, 'and')})`);
      return undefined;
    }
    return this.fieldsOfMap(slot.node, shape);
  }

  /** As `fields`, for an item of a list, where nothing is not allowed. */
  itemFields<Key extends string>(slot: Slot, shape: MapShape<Key>): Fields<Key> | undefined {
    if (slot.node?.kind === 'map') return this.fieldsOfMap(slot.node, shape);
    const keys = listOf(shape.keys, 'and');
    if (isNothing(slot.node))
      this.report('wrong-type', slot.fallback, `${slot.what} is missing here: write a map with ${keys}, or remove the item.`);
    else this.wrongKind(slot, slot.node, `a map with ${keys}`);
    return undefined;
  }

  fieldsOfMap<Key extends string>(map: HostMap, shape: MapShape<Key>): Fields<Key> {
    const entries = new Map<Key, HostEntry>();
    const unknown: HostEntry[] = [];
    for (const entry of map.entries) {
      if ((shape.keys as readonly string[]).includes(entry.key)) {
        // A key given twice is reported by the host; the first is used.
        if (!entries.has(entry.key as Key)) entries.set(entry.key as Key, entry);
      } else if (!entry.key.startsWith('x-')) unknown.push(entry);
    }
    const misspelt = new Set<string>();
    for (const entry of unknown) {
      const meant = this.unknownKey(entry, shape, entries);
      if (meant) misspelt.add(meant);
    }
    return { map, entries, misspelt };
  }

  /** Reports an entry whose key is not known; returns the key that was probably meant. */
  unknownKey(entry: HostEntry, shape: MapShape, present: ReadonlyMap<string, unknown>): string | undefined {
    const slip = Object.hasOwn(shape.slips ?? {}, entry.key) ? shape.slips?.[entry.key] : undefined;
    const meant = slip ?? this.nearest(entry.key, shape.keys);
    const fixes: Fix[] = [];
    let advice: string;
    if (meant && !present.has(meant)) {
      advice = `Did you mean \`${meant}\`?`;
      const edits = [renameKeyEdit(this.source.text, entry.keyRange, meant)];
      fixes.push({ title: `Change to \`${meant}\``, edits, isPreferred: true });
    } else if (meant) advice = `Did you mean \`${meant}\`? It is there already.`;
    else {
      const home = homeOfKey(entry.key);
      if (home) advice = `It belongs ${home}.`;
      else if (shape.keys.length > 12) advice = 'No name like it is known here.';
      else advice = `The keys here are ${listOf(shape.keys, 'and')}; your own keys begin with \`x-\`.`;
    }
    this.report('unknown-key', entry.keyRange, `${shape.name} has no key \`${shorten(entry.key)}\`. ${advice}`, fixes);
    return meant && !present.has(meant) ? meant : undefined;
  }

  /**
   * Reports required keys that are absent, unless another key was probably meant for them: one problem, however many they are. `advice`
   * says of each what to add.
   */
  requireKeys<Key extends string>(fields: Fields<Key>, what: string, advice: Readonly<Partial<Record<Key, string>>>): void {
    const absent = (Object.keys(advice) as Key[]).filter((key) => !fields.entries.has(key) && !fields.misspelt.has(key));
    if (absent.length === 0) return;
    const names = absent.map((key) => `no \`${key}\``).join(' and ');
    const message = `${what} has ${names}. Add ${absent.map((key) => advice[key]).join(', and ')}.`;
    this.report('missing-key', this.firstKeyRange(fields.map), message, [], fields.map.range);
  }

  /** The key that a map begins with, or the map itself when it has none of its own. */
  firstKeyRange(map: HostMap): OffsetRange {
    return map.entries.find((entry) => isOwnEntry(map, entry))?.keyRange ?? map.range;
  }

  /**
   * The items of a list, which messages call `what`. Nothing is an empty list; a single value is reported and taken as a list of one. A
   * map is such a value only when it has one of the keys that items have: else it is probably a map of items by name.
   */
  items(slot: Slot | undefined, what: string, itemKeys: readonly string[] = []): readonly Slot[] {
    if (!slot || isNothing(slot.node)) return [];
    const { node } = slot;
    if (node.kind === 'sequence') return node.items.map((item) => ({ what, node: item, fallback: item.range }));
    const fixes: Fix[] = [];
    if (node.kind === 'scalar') {
      const edit = wrapInListEdit(this.source.text, node.range, node.text.value);
      fixes.push({ title: 'Make it a list', edits: [edit], isPreferred: true });
    } else if (isFlow(this.source.text, node)) {
      const newText = `[${this.source.text.slice(node.range.start, node.range.end)}]`;
      fixes.push({ title: 'Make it a list', edits: [{ range: node.range, newText }], isPreferred: true });
    }
    if (node.kind === 'map' && !node.entries.some((entry) => itemKeys.includes(entry.key))) {
      this.wrongKind(slot, node, 'a list');
      return [];
    }
    this.wrongKind(slot, node, 'a list', fixes);
    return [{ what, node, fallback: node.range }];
  }

  /** What was probably meant; no longer asked once a file has had more different mistakes than anybody will go through one by one. */
  private nearest(name: string, candidates: readonly string[]): string | undefined {
    let known = this.suggestions.get(candidates);
    if (!known) this.suggestions.set(candidates, (known = new Map<string, string | undefined>()));
    if (!known.has(name)) known.set(name, known.size < 1000 ? nearestName(name, candidates) : undefined);
    return known.get(name);
  }

  /** A list read once for each of its nodes: a list that stands behind many YAML aliases costs no more than one. */
  once<T>(slot: Slot | undefined, purpose: string, read: () => T): T {
    if (!slot?.node) return read();
    let results = this.listsRead.get(purpose);
    if (!results) this.listsRead.set(purpose, (results = new Map()));
    if (!results.has(slot.node)) results.set(slot.node, read());
    return results.get(slot.node) as T;
  }

  string(slot: Slot | undefined): Located<string> | undefined {
    const node = this.scalar(slot, 'text');
    if (!node) return undefined;
    if (typeof node.value !== 'string') {
      const kind = node.value === null ? 'nothing' : typeof node.value === 'number' ? 'a number' : 'a boolean';
      const fixes: Fix[] = node.quoteEdit
        ? [{ title: `Quote \`${shorten(node.text.value)}\``, edits: [node.quoteEdit], isPreferred: true }]
        : [];
      const message = `${slot?.what ?? ''} must be text, but \`${shorten(node.text.value)}\` without quotes is read as ${kind}. Put it in quotes.`;
      this.report('wrong-type', node.range, message, fixes);
      // A number or boolean can only have been meant as it is written; what `~` or `null` were meant to be is not certain.
      if (node.value === null) return undefined;
    }
    return this.located(node, node.text.value);
  }

  strings(slot: Slot | undefined, what: string): readonly Located<string>[] {
    return this.once(slot, 'strings', () => {
      const result: Located<string>[] = [];
      for (const item of this.items(slot, what)) {
        const value = this.string(item);
        if (value) result.push(value);
      }
      return result;
    });
  }

  /** A list of texts with its own place; undefined when the key is absent. */
  locatedStrings(slot: Slot | undefined, what: string): Located<readonly Located<string>[]> | undefined {
    return slot && { ...this.place(slot.node?.range ?? slot.fallback), value: this.strings(slot, what) };
  }

  /** One of a few words. A word that is not among them yields undefined: what was meant is offered, not assumed. */
  oneOf<const Choice extends string>(
    slot: Slot | undefined,
    choices: readonly Choice[],
    slips: Readonly<Record<string, Choice>> = {},
  ): Located<Choice> | undefined {
    const node = this.scalar(slot, `one of ${listOf(choices, 'and')}`);
    if (!node || !slot) return undefined;
    const written = node.text.value;
    const choice = typeof node.value === 'string' ? choices.find((candidate) => candidate === written) : undefined;
    if (choice) return this.located(node, choice);
    const meant = Object.hasOwn(slips, written) ? slips[written] : this.nearest(written, choices);
    const edits = meant === undefined ? null : replaceByText(node, meant);
    const fixes = meant && edits ? [{ title: `Change to \`${meant}\``, edits, isPreferred: true }] : [];
    const advice = meant ? ` Did you mean \`${meant}\`?` : '';
    this.report('wrong-type', node.range, `${slot.what} is ${listOf(choices, 'or')}, not \`${shorten(written)}\`.${advice}`, fixes);
    return undefined;
  }

  boolean(slot: Slot | undefined): Located<boolean> | undefined {
    const node = this.scalar(slot, '`true` or `false`');
    if (!node || !slot) return undefined;
    if (typeof node.value === 'boolean') return this.located(node, node.value);
    const meant = typeof node.value === 'string' ? booleanWords.get(node.value.toLowerCase()) : undefined;
    const edits: TextEdit[] = [{ range: node.range, newText: String(meant) }];
    const fixes = meant === undefined ? [] : [{ title: `Change to \`${meant}\``, edits, isPreferred: true }];
    const written = this.source.text.slice(node.range.start, node.range.end);
    const advice = meant === undefined ? '' : ` Write \`${meant}\`, without quotes.`;
    this.report('wrong-type', node.range, `${slot.what} is \`true\` or \`false\`, not \`${shorten(written)}\`.${advice}`, fixes);
    return meant === undefined ? undefined : this.located(node, meant);
  }

  positiveInteger(slot: Slot | undefined): Located<number> | undefined {
    const node = this.scalar(slot, 'a whole number of at least 1');
    if (!node || !slot) return undefined;
    if (typeof node.value === 'number' && Number.isInteger(node.value) && node.value >= 1) return this.located(node, node.value);
    const meant = typeof node.value === 'string' && /^[1-9][0-9]{0,14}$/.test(node.value) ? Number(node.value) : undefined;
    const edits: TextEdit[] = [{ range: node.range, newText: String(meant) }];
    const fixes = meant === undefined ? [] : [{ title: `Change to \`${meant}\``, edits, isPreferred: true }];
    const written = this.source.text.slice(node.range.start, node.range.end);
    const advice = meant === undefined ? '' : ' Write it without quotes.';
    this.report('wrong-type', node.range, `${slot.what} is a whole number of at least 1, not \`${shorten(written)}\`.${advice}`, fixes);
    return meant === undefined ? undefined : this.located(node, meant);
  }

  /** A value that must be a scalar; `wanted` completes "must be". */
  scalar(slot: Slot | undefined, wanted: string): HostScalar | undefined {
    if (!slot) return undefined;
    if (!slot.node || (isNothing(slot.node) && slot.node.text.value === '')) {
      this.report('wrong-type', slot.fallback, `${slot.what} has no value: it must be ${wanted}. Give it one, or remove it.`);
      return undefined;
    }
    if (slot.node.kind === 'scalar') return slot.node;
    this.wrongKind(slot, slot.node, wanted);
    return undefined;
  }

  /** Reports that a value is of another kind than `wanted`, which completes "must be". */
  wrongKind(slot: Slot, node: HostNode, wanted: string, fixes: readonly Fix[] = []): void {
    this.report('wrong-type', node.range, `${slot.what} must be ${wanted}, not ${kindOf(node)}.`, fixes);
  }
}

/** A text in the place of a scalar: in its own style when it is text, in double quotes when it is something else. */
function replaceByText(node: HostScalar, newText: string): readonly TextEdit[] | null {
  if (typeof node.value !== 'string') return [{ range: node.range, newText: JSON.stringify(newText) }];
  return node.text.encodeEdits([{ range: { start: 0, end: node.text.value.length }, newText }]);
}

/** An entry's value as a slot that is called by its key. */
export function slotOf(entry: HostEntry): Slot {
  return { what: `\`${entry.key}\``, node: entry.value, fallback: entry.keyRange };
}

/** Nothing after the key, or a null: an empty section, map or list. */
export function isNothing(node: HostNode | null): node is (HostScalar & { readonly value: null }) | null {
  return node === null || (node.kind === 'scalar' && node.value === null);
}

/** `a`, `b` or `c`, each in backquotes. */
export function listOf(names: readonly string[], word: 'and' | 'or'): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? '';
  return quoted.length > 0 ? `${quoted.join(', ')} ${word} ${last}` : last;
}

/** What a user wrote, short enough to be quoted in a message, on one line. */
export function shorten(written: string): string {
  const flat = written.replace(/\s+/g, ' ');
  return flat.length > 60 ? `${Array.from(flat.slice(0, 60)).slice(0, 50).join('')}…` : flat;
}

/** The host text of `key:` with nothing after it: an empty text right after the colon, so that an editor can complete there. */
export function emptyTextAfter(source: string, keyRange: OffsetRange, quote: (value: string) => string): HostText {
  const colon = source.indexOf(':', keyRange.end);
  const at = colon < 0 || source.slice(keyRange.end, colon).trim() !== '' ? keyRange.end : colon + 1;
  const range = { start: at, end: at };
  return {
    value: '',
    range,
    toHost: ({ start, end }) => (start === 0 && end === 0 ? range : null),
    toDecoded: (offset) => (offset === at ? 0 : null),
    encodeEdits: (edits) => [{ range, newText: ` ${quote(edits.map((edit) => edit.newText).join(''))}` }],
  };
}

/** A node's kind in a message: `a map`, `text`, `a number`. */
export function kindOf(node: HostMap | HostSequence | HostScalar): string {
  if (node.kind === 'map') return 'a map';
  if (node.kind === 'sequence') return 'a list';
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string' ? 'text' : `a ${typeof node.value}`;
}

const booleanWords = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

/** The lines of problems, in order, none twice. */
function linesOf(problems: readonly Problem[], lines: LineIndex): readonly LineRange[] {
  const sorted = problems
    .map(({ range }) => ({ first: lines.positionAt(range.start).line, last: lines.positionAt(range.end).line }))
    .sort((a, b) => a.first - b.first);
  const merged: { first: number; last: number }[] = [];
  for (const range of sorted) {
    const previous = merged.at(-1);
    if (previous && range.first <= previous.last) previous.last = Math.max(previous.last, range.last);
    else merged.push(range);
  }
  return merged;
}
