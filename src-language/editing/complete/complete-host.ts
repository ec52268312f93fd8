import { ruleOf } from '../../analysis/rules/rule-list.js';
import { documentationOfKey, shapeAtPath } from '../../mapping-set/key-documentation.js';
import { markdownText } from '../../text/escape-markdown.js';
import { diagnosticCodes } from '../../text/problem.js';
import type { EditingContext } from '../editing-context.js';
import { describeKey, describeValue } from '../hover/key-hover.js';
import { maximumGroups } from './complete-filter.js';
import { escapeSnippet, type CompletionKind, type UnsortedEntry } from './completion-entry.js';
import { crnSuggestions, roleSuggestions } from './binding-values.js';
import { crnsOf } from './crn-segments.js';
import { groupDetail, groupDocumentation, groupIndexOf, shorten, type GroupSuggestion } from './group-suggestions.js';
import { lineBreakOf, type ValuePlace } from './host-place.js';
import { itemSnippets, keySnippets, wholeFile, type FileSnippet } from './snippets.js';
import { isBareWord, isRuledOut, placeName, scopeWords, severityWords, valueKindsAt, type TextSubject } from './value-kinds.js';
import { writeSnippet, writeText } from './write-text.js';

/** What can be written at a place outside of filters: keys, values and snippets. */
export function completeHost(context: EditingContext, file: string, place: ValuePlace, cursor: number): readonly UnsortedEntry[] {
  return new HostEntries(context, file, place, cursor).all();
}

interface Described {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string | null;
  readonly description?: string | null;
  readonly documentation?: string | null;
  /** What is compared with what is typed, where that is more than the label. */
  readonly filterText?: string;
  readonly isSnippet?: boolean;
  readonly hasMore?: boolean;
}

class HostEntries {
  private readonly groupAttribute: string | null;

  constructor(
    private readonly context: EditingContext,
    private readonly file: string,
    private readonly place: ValuePlace,
    private readonly cursor: number,
  ) {
    this.groupAttribute = context.settings.groupAttribute;
  }

  all(): UnsortedEntry[] {
    const { place } = this;
    const kinds = valueKindsAt(place.path, this.groupAttribute);
    if (place.form === 'key') return this.keys(place.path, '', place.column);
    if (place.form === 'inline' || place.form === 'value') return this.values(kinds);
    // On a line of its own, or after a dash.
    if (place.form === 'line' && kinds.isList) return this.item([...place.path, 0], '- ', place.column + 2);
    if (place.form === 'line') return kinds.map ? this.keys(place.path, '', place.column) : [];
    if (kinds.isList && !kinds.map && kinds.text === null) return [];
    return this.item(place.path, '', place.column);
  }

  /** An item of a list in block style, after `lead`. */
  private item(path: readonly (string | number)[], lead: string, column: number): UnsortedEntry[] {
    const kinds = valueKindsAt(path, this.groupAttribute);
    const isNew = this.place.taken.size === 0 || lead !== '' || this.place.form !== 'dash' || kinds.map === null;
    return [
      ...(isNew || !this.hasKeysOf(path) ? this.snippets(itemSnippets(this.context, placeName(path)), lead, column) : []),
      ...(kinds.map ? this.keys(path, lead, column) : []),
      ...(kinds.text === null ? [] : this.texts(kinds.text, path, (text) => lead + text)),
    ];
  }

  /** Some of the keys that the map at a path takes are there already. */
  private hasKeysOf(path: readonly (string | number)[]): boolean {
    return shapeAtPath(path)?.shape.keys.some((key) => this.place.taken.has(key)) ?? false;
  }

  private values(kinds: ReturnType<typeof valueKindsAt>): UnsortedEntry[] {
    const { path, form } = this.place;
    const entries: UnsortedEntry[] = [];
    if (kinds.text !== null) entries.push(...this.texts(kinds.text, path, (text) => text));
    if (kinds.isList && kinds.text === null) {
      const item = valueKindsAt([...path, 0], this.groupAttribute);
      if (item.text !== null && item.map === null) entries.push(...this.texts(item.text, [...path, 0], (text) => `[${text}]`));
    }
    if (form === 'value' && typeof path.at(-1) === 'number' && kinds.map)
      entries.unshift(...this.snippets(itemSnippets(this.context, placeName(path)), '', 0));
    return entries;
  }

  /** The keys that a map lacks, in the order of the documentation. */
  private keys(path: readonly (string | number)[], lead: string, column: number): UnsortedEntry[] {
    const kinds = valueKindsAt(path, this.groupAttribute);
    if (kinds.map === 'severities') return this.severityCodes(lead);
    if (kinds.map === 'attributes') return this.attributeNames(lead);
    const shape = shapeAtPath(path)?.shape;
    if (!shape) return [];
    const taken = lead === '' ? this.place.taken : new Set<string>();
    const edited = this.place.hasColon ? this.written() : null;
    const missing = shape.keys.filter((key) => key === edited || (!taken.has(key) && !isRuledOut(placeName(path), key, taken)));
    const entries = missing.map((key) => {
      const at = [...path, key];
      const { text, isSnippet, hasMore } = this.keyText(at, key, column);
      return this.entry(
        { label: key, kind: 'key', detail: documentationOfKey(at)?.title ?? null, documentation: describeKey(at), isSnippet, hasMore },
        isSnippet ? escapeSnippet(lead) + text : lead + text,
      );
    });
    if (this.place.hasColon) return entries;
    // Outside of any braces a JSON file has no keys.
    if (this.place.syntax === 'json' && this.place.form === 'line') return this.snippets([wholeFile(this.context)], '', 0);
    const isWhole = path.length === 0 && this.file.trim() === this.file.slice(this.place.token.start, this.place.token.end).trim();
    const whole = isWhole ? this.snippets([wholeFile(this.context)], '', 0) : [];
    // A new item begins with its name.
    const isNewItem = typeof path.at(-1) === 'number' && taken.size === 0;
    const byKey = (isNewItem ? [] : keySnippets(this.context, placeName(path)))
      .filter(({ key }) => missing.includes(key))
      .map((snippet) => this.keySnippet(snippet, lead, column));
    return [...whole, ...entries, ...byKey];
  }

  /** A key with what has to follow it. */
  private keyText(
    path: readonly (string | number)[],
    key: string,
    column: number,
  ): { readonly text: string; readonly isSnippet: boolean; readonly hasMore: boolean } {
    const { place } = this;
    const written = this.writeKey(key);
    const kinds = valueKindsAt(path, this.groupAttribute);
    if (place.hasColon) return { text: written, isSnippet: false, hasMore: false };
    const hasMore = kinds.text !== 'other';
    const isOnOneLine = place.syntax === 'json' || place.form === 'key';
    if (place.syntax === 'json') {
      const isText = kinds.text !== null && !isBareWord(path);
      const value = kinds.isList ? '[$1]' : kinds.map ? '{$1\\}' : isText ? '"$1"' : '';
      return { text: `${escapeSnippet(written)}: ${value}`, isSnippet: value !== '', hasMore };
    }
    if (kinds.text === 'filter') return { text: `${escapeSnippet(written)}: '$1'`, isSnippet: true, hasMore };
    if (isOnOneLine && (kinds.isList || kinds.map))
      return { text: `${escapeSnippet(written)}: ${kinds.isList ? '[$1]' : '{ $1 \\}'}`, isSnippet: true, hasMore };
    const below = lineBreakOf(this.file) + ' '.repeat(column + 2);
    if (kinds.isList && shapeAtPath([...path, 0])) return { text: `${written}:${below}- `, isSnippet: false, hasMore };
    if (kinds.isList) return { text: `${escapeSnippet(written)}: [$1]`, isSnippet: true, hasMore };
    return { text: kinds.map ? `${written}:${below}` : `${written}: `, isSnippet: false, hasMore };
  }

  private keySnippet({ key, label, detail, body }: FileSnippet & { readonly key: string }, lead: string, column: number): UnsortedEntry {
    const isOnOneLine = this.place.form === 'key';
    const written = escapeSnippet(this.writeKey(key));
    const value = writeSnippet(body, this.file, this.place, column + 2);
    const below = isOnOneLine ? ' ' : lineBreakOf(this.file) + ' '.repeat(column + 2);
    return this.entry(
      { label, kind: 'snippet', detail, isSnippet: true, filterText: `${key} ${label}` },
      `${lead}${written}:${below}${value}`,
    );
  }

  private writeKey(key: string): string {
    const { syntax, quote } = this.place;
    if (syntax === 'json') return `"${key}"`;
    return quote + key + quote;
  }

  private snippets(snippets: readonly FileSnippet[], lead: string, column: number): UnsortedEntry[] {
    if (this.place.quote !== '' || this.place.hasColon) return [];
    return snippets.map(({ label, detail, body }) =>
      this.entry({ label, kind: 'snippet', detail, isSnippet: true }, lead + writeSnippet(body, this.file, this.place, column)),
    );
  }

  private severityCodes(lead: string): UnsortedEntry[] {
    return diagnosticCodes
      .filter((code) => !this.place.taken.has(code) || code === this.written())
      .map((code) => {
        const rule = ruleOf(code);
        return this.entry(
          {
            label: code,
            kind: 'code',
            detail: rule ? `${rule.severity} by default` : null,
            documentation: rule ? describeKey(['settings', 'severity', code]) : null,
            hasMore: true,
          },
          lead + this.writeKey(code) + (this.place.hasColon ? '' : ': '),
        );
      });
  }

  private attributeNames(lead: string): UnsortedEntry[] {
    return this.attributes()
      .filter((name) => !this.place.taken.has(name))
      .map((name) => {
        const key = writeText(name, this.place);
        const list = this.place.hasColon ? '' : ': [$1]';
        return this.entry(
          {
            label: shorten(name),
            kind: 'key',
            detail: name === this.groupAttribute ? 'Carries the groups' : null,
            isSnippet: list !== '',
            hasMore: true,
            filterText: name,
          },
          list === '' ? lead + key : escapeSnippet(lead + key) + list,
        );
      });
  }

  /** Attribute names: the one that carries the groups first, then those that users have. */
  private attributes(): string[] {
    const names = new Set<string>(this.groupAttribute === null ? [] : [this.groupAttribute]);
    for (const { claim } of this.context.set.users)
      if (claim?.from === 'attributes') for (const name of claim.attributes.keys()) names.add(name);
    return [...names].slice(0, maximumGroups);
  }

  /** Texts for a value; `wrap` puts around the written text what makes a list of it. */
  private texts(subject: TextSubject, path: readonly (string | number)[], wrap: (text: string) => string): UnsortedEntry[] {
    const write = (value: string): string => wrap(writeText(value, this.place));
    const { set } = this.context;
    switch (subject) {
      case 'group':
        return this.groups(write, (group) => [group.name]);
      case 'membership':
        return this.groups(write, (group) => (group.otherName === null ? [group.name] : this.idLast(group)));
      case 'new-group':
        return groupIndexOf(this.context)
          .groups.filter(({ isKnown, name }) => !isKnown && name !== this.written())
          .slice(0, maximumGroups)
          .map((group) => this.group(group, group.name, write));
      case 'user':
        return this.named(
          'user',
          set.users.map((user) => user.name.value),
          write,
        );
      case 'mapping':
        return this.named(
          'mapping',
          set.groupMappings.map((mapping) => mapping.displayName),
          write,
        );
      case 'role':
        return this.roles(write);
      case 'crn':
        return this.crns(write);
      case 'attribute':
        return this.named('value', [...this.attributes(), ...(documentationOfKey(path)?.examples ?? [])], write);
      case 'cluster':
        return this.named('resource', crnsOf(this.context).seen('', 'cloud-cluster'), write);
      case 'scope':
        return this.named('value', scopeWords, write);
      case 'words':
        return this.words(path, wrap);
      case 'filter':
      case 'other':
        return [];
    }
  }

  private groups(write: (value: string) => string, spellings: (group: GroupSuggestion) => readonly string[]): UnsortedEntry[] {
    const written = this.written();
    const { groups } = groupIndexOf(this.context);
    return groups
      .filter(({ name, isKnown, uses }) => isKnown || name !== written || uses > 1)
      .slice(0, maximumGroups)
      .flatMap((group) =>
        spellings(group)
          .filter((name) => name === written || !this.isTaken(name))
          .map((name) => this.group(group, name, write)),
      );
  }

  private group(group: GroupSuggestion, name: string, write: (value: string) => string): UnsortedEntry {
    const otherName = name === group.name ? group.otherName : group.name;
    return this.entry(
      {
        label: shorten(name),
        kind: 'group',
        detail: groupDetail(this.context, { ...group, otherName }),
        description: otherName === null ? null : shorten(otherName),
        documentation: groupDocumentation(this.context, group),
        filterText: otherName === null ? name : `${otherName} ${name}`,
      },
      write(name),
    );
  }

  /** Memberships are given by the names that people know. */
  private idLast({ name, otherName }: GroupSuggestion): string[] {
    const both = [name, otherName ?? name];
    return this.context.settings.sourceAttribute === 'group_id' ? both.reverse() : both;
  }

  private named(kind: CompletionKind, names: readonly string[], write: (value: string) => string): UnsortedEntry[] {
    const written = this.written();
    return [...new Set(names)]
      .filter((name) => name !== '' && (name === written || !this.isTaken(name)))
      .slice(0, maximumGroups)
      .map((name) => this.entry({ label: shorten(name), kind, filterText: name }, write(name)));
  }

  private roles(write: (value: string) => string): UnsortedEntry[] {
    return roleSuggestions(this.context)
      .filter(({ value }) => value === this.written() || !this.isTaken(value))
      .map((role) => this.entry(role, write(role.value)));
  }

  private crns(write: (value: string) => string): UnsortedEntry[] {
    const { token, quote } = this.place;
    const typed = this.file.slice(token.start + quote.length, Math.max(token.start + quote.length, this.cursor));
    return crnSuggestions(this.context, typed).map((crn) => this.entry(crn, write(crn.value)));
  }

  /** The words that a key takes. */
  private words(path: readonly (string | number)[], wrap: (text: string) => string): UnsortedEntry[] {
    const isSeverity = path[0] === 'settings' && path[1] === 'severity';
    const documentation = isSeverity ? undefined : documentationOfKey(path);
    const values: Readonly<Record<string, string>> = isSeverity
      ? severityWords
      : (documentation?.values ??
        (path.at(-1) === 'operation' || path.at(-1) === 'host'
          ? Object.fromEntries((documentation?.examples ?? []).map((word) => [word, '']))
          : {}));
    return Object.entries(values).map(([word, meaning]) => {
      const isDefault = documentation?.default === word;
      const detail = [meaning.replace(/\.$/, ''), isDefault ? 'the default' : ''].filter((part) => part !== '').join(' · ');
      const text = word === 'true' || word === 'false' ? word : writeText(word, this.place);
      return this.entry(
        {
          label: word,
          kind: 'value',
          detail: detail === '' ? null : detail,
          documentation: describeValue(path, word) ?? (meaning === '' ? null : markdownText(meaning)),
        },
        wrap(text),
      );
    });
  }

  private isTaken(name: string): boolean {
    return typeof this.place.path.at(-1) === 'number' && this.place.taken.has(name);
  }

  /** What the token that is being edited says now. */
  private written(): string {
    const { token, quote } = this.place;
    const source = this.file.slice(token.start, token.end);
    if (quote === '') return source;
    const inside = source.slice(1, source.length > 1 && source.endsWith(quote) ? -1 : undefined);
    return quote === "'" ? inside.replaceAll("''", "'") : inside.replace(/\\(["\\/])/g, '$1');
  }

  private entry(described: Described, text: string): UnsortedEntry {
    const { token, quote, before, after, additionalEdits } = this.place;
    return {
      label: described.label,
      kind: described.kind,
      detail: described.detail ?? null,
      description: described.description ?? null,
      documentation: described.documentation ?? null,
      edit: { range: token, newText: before + text + after },
      additionalEdits,
      filterText: quote + (described.filterText ?? described.label),
      isSnippet: described.isSnippet ?? false,
      hasMore: described.hasMore ?? false,
    };
  }
}
