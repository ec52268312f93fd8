import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Problem } from '../../text/problem.js';
import type { OffsetRange } from '../../text/range.js';
import type { HostEntry, HostMap, HostNode, HostScalar, HostSequence } from '../host-tree.js';
import { encodeQuoted } from './encode-scalar.js';
import { decodeBlockScalar } from './decode-block-scalar.js';
import { decodeFlowScalar, type FlowStyle } from './decode-scalar.js';
import type { Slip } from './find-slips.js';
import type { ParsedStream } from './parse-stream.js';
import { maximumNesting } from './parse-stream.js';
import { describeSlip } from './yaml-problems.js';
import { isEmptyScalar, isQuotedWithoutSpace, nodeRange, scalarValue, separatorEnd, slipLayout, trimBreaks } from './yaml-nodes.js';
import { BlockScalarText, FlowScalarText } from './yaml-text.js';

/** A stream's values, and what came up while they were put together. */
export interface BuiltTree {
  readonly roots: readonly HostNode[];
  readonly problems: readonly Problem[];
  /** Ranges that an ignore comment can cover, in file order; only collected when asked for. */
  readonly items: readonly OffsetRange[];
  /** The slips whose characters are the value of a `filter` or `group` key indeed. */
  readonly usedSlips: Slip[];
}

/** Turns the parser's documents into host nodes: aliases point to their anchor's node, merge keys are resolved. */
export function buildYamlTree(source: TreeSource): BuiltTree {
  const builder = new TreeBuilder(source);
  const roots: HostNode[] = [];
  for (const document of source.stream.documents) {
    const contents: unknown = document.contents;
    if (!isNode(contents)) continue;
    const root = builder.buildDocument(contents);
    if (root) roots.push(root);
  }
  return { roots, problems: builder.problems, items: builder.items, usedSlips: builder.usedSlips };
}

/** A parsed stream with what is to be known about it. */
export interface TreeSource {
  /** The text of the file. */
  readonly text: string;
  readonly stream: ParsedStream;
  readonly slips: readonly Slip[];
  /** Whether the stream was parsed from a text that differs from the file's (in characters, not in length). */
  readonly isMasked: boolean;
  /** Whether to collect what ignore comments can cover. */
  readonly collectItems: boolean;
}

/** How large and how deep a node is with all its aliases written out. */
interface Extent {
  readonly size: number;
  readonly depth: number;
}
interface Anchored extends Extent {
  /** Null while the anchored node itself is being built: an alias to it would never end. */
  readonly node: HostNode | null;
}

/**
 * Aliased nodes are shared, so that a file cannot make this tree large; but whoever walks it meets them once an alias. Aliases
 * may multiply a file's nodes by this much, beyond a number that no machine minds.
 */
const aliasFactor = 10;
const aliasAllowance = 250_000;

const core = 'tag:yaml.org,2002:';

class TreeBuilder {
  readonly problems: Problem[] = [];
  readonly items: OffsetRange[] = [];
  readonly usedSlips: Slip[] = [];
  private readonly slipsByStart: ReadonlyMap<number, Slip>;
  private anchors = new Map<string, Anchored>();
  private ownNodes = 0;
  private aliasedNodes = 0;
  private saidTooLarge = false;
  private isInFlow = false;
  /** How many collections are around the present node: only the root's pairs and the items of its lists have bases of their own. */
  private level = 0;
  /** Where the text begins in the file that the present node was parsed from. */
  private base = 0;
  /** The extent of the node built last. */
  private extent: Extent = { size: 1, depth: 1 };

  private readonly text: string;
  private readonly stream: ParsedStream;
  private readonly isMasked: boolean;
  private readonly collectItems: boolean;

  constructor({ text, stream, slips, isMasked, collectItems }: TreeSource) {
    this.text = text;
    this.stream = stream;
    this.isMasked = isMasked;
    this.collectItems = collectItems;
    this.slipsByStart = new Map(slips.map((slip) => [slip.masked.start, slip]));
  }

  buildDocument(contents: Node): HostNode | null {
    this.anchors = new Map();
    if (isScalar(contents) && isEmptyScalar(contents)) return null;
    if (this.collectItems && isScalar(contents)) this.items.push(nodeRange(contents, this.base));
    return this.build(contents);
  }

  private build(node: Node, slip: Slip | null = null): HostNode {
    this.ownNodes++;
    if (isAlias(node)) return this.resolveAlias(node.source, nodeRange(node, this.base));
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor) this.anchors.set(anchor, { node: null, size: 1, depth: 1 });
    const built = isMap(node)
      ? this.buildMap(node)
      : isSeq(node)
        ? this.buildSequence(node)
        : slip
          ? this.buildSlip(slip)
          : this.buildScalar(node as Scalar);
    if (built.kind === 'scalar') this.extent = { size: 1, depth: 1 };
    if (anchor) this.anchors.set(anchor, { node: built, ...this.extent });
    return built;
  }

  private buildMap(map: YAMLMap): HostMap {
    const entries: HostEntry[] = [];
    const merges: { readonly source: HostNode; readonly at: OffsetRange }[] = [];
    const isRoot = this.level++ === 0;
    const outerFlow = this.isInFlow;
    this.isInFlow ||= map.flow === true;
    // Nearly all maps have so few keys that looking through them is faster than a set.
    const names = map.items.length > 12 ? new Set<string>() : null;
    let size = 1;
    let depth = 0;
    let end = nodeRange(map, this.base).start;
    const { base } = this;
    for (const pair of map.items) {
      if (isRoot) this.base = this.stream.bases?.get(pair) ?? base;
      const keyNode = isNode(pair.key) ? pair.key : null;
      const valueNode = isNode(pair.value) ? pair.value : null;
      const keyRange = keyNode ? nodeRange(keyNode, this.base) : { start: end, end };
      const isMerge = isScalar(keyNode) && keyNode.value === '<<' && (keyNode.type === 'PLAIN' || keyNode.tag === core + 'merge');
      const key = keyNode ? this.keyText(keyNode) : '';
      const itemIndex = this.items.length;
      if (this.collectItems) this.items.push(keyRange);
      const isEmpty = valueNode === null || (isScalar(valueNode) && isEmptyScalar(valueNode));
      const slip = isScalar(valueNode) ? this.slipAt(key, valueNode, map.flow === true) : null;
      const value = isEmpty ? null : this.build(valueNode, slip);
      if (value) {
        size += this.extent.size;
        depth = Math.max(depth, this.extent.depth);
      }
      end = slip
        ? slip.value.end
        : isEmpty
          ? Math.max(keyRange.end, separatorEnd(pair, this.base))
          : sourceEnd(valueNode, value, this.base);
      const range = { start: keyRange.start, end };
      if (this.collectItems) this.items[itemIndex] = range;
      if (isMerge && valueNode && value?.kind !== 'scalar') {
        if (value) merges.push({ source: value, at: nodeRange(valueNode, this.base) });
        continue;
      }
      if (names ? names.has(key) : entries.some((entry) => entry.key === key)) {
        this.problems.push(duplicateKey(key, keyRange));
        continue;
      }
      names?.add(key);
      entries.push({ key, keyRange, value, range });
    }
    this.base = base;
    for (const { source, at } of merges) size += this.merge(source, at, entries, names ?? new Set(entries.map((entry) => entry.key)));
    this.isInFlow = outerFlow;
    this.level--;
    this.extent = { size, depth: depth + 1 };
    const whole = nodeRange(map, this.base);
    return { kind: 'map', entries, range: map.flow === true ? whole : { start: whole.start, end: Math.max(whole.start, end) } };
  }

  /** Adds the entries of a merge key's map or list of maps that the map has not, and says how many. */
  private merge(source: HostNode, at: OffsetRange, entries: HostEntry[], names: Set<string>): number {
    let added = 0;
    const sources = source.kind === 'sequence' ? source.items : [source];
    for (const part of sources) {
      if (part.kind !== 'map') {
        this.problems.push({
          code: 'host-syntax',
          message: 'A merge key (<<) takes a mapping, an alias of one, or a list of such aliases.',
          range: at,
          fixes: [],
        });
        continue;
      }
      if (!this.spend(part.entries.length, at)) return added;
      for (const entry of part.entries) {
        if (names.has(entry.key)) continue;
        names.add(entry.key);
        entries.push(entry);
        added++;
      }
    }
    return added;
  }

  private buildSequence(sequence: YAMLSeq): HostSequence {
    const items: HostNode[] = [];
    let size = 1;
    let depth = 0;
    let end = nodeRange(sequence, this.base).start;
    const isUnderRoot = this.level++ === 1;
    const outerFlow = this.isInFlow;
    this.isInFlow ||= sequence.flow === true;
    const { base } = this;
    for (const item of sequence.items) {
      if (!isNode(item)) continue;
      if (isUnderRoot) this.base = this.stream.bases?.get(item) ?? base;
      const itemIndex = this.items.length;
      if (this.collectItems) this.items.push(nodeRange(item, this.base));
      const node = this.build(item, isScalar(item) ? this.slipAt(null, item, sequence.flow === true) : null);
      items.push(node);
      size += this.extent.size;
      depth = Math.max(depth, this.extent.depth);
      const itemEnd = sourceEnd(item, node, this.base);
      if (this.collectItems) this.items[itemIndex] = { start: nodeRange(item, this.base).start, end: itemEnd };
      end = Math.max(end, itemEnd);
    }
    this.base = base;
    this.isInFlow = outerFlow;
    this.level--;
    this.extent = { size, depth: depth + 1 };
    const whole = nodeRange(sequence, this.base);
    return {
      kind: 'sequence',
      items,
      range: sequence.flow === true ? whole : { start: whole.start, end: Math.max(whole.start + (items.length > 0 ? 1 : 0), end) },
    };
  }

  private resolveAlias(name: string, at: OffsetRange): HostNode {
    const anchored = this.anchors.get(name);
    if (anchored?.node && anchored.depth <= maximumNesting && this.spend(anchored.size, at)) {
      this.extent = anchored;
      return anchored.node;
    }
    if (!anchored) {
      this.addProblem(
        `There is no anchor &${name} before this alias. Name an anchor that stands above it, or put the value in quotes if the * belongs to it.`,
        at,
      );
    } else if (!anchored.node) {
      this.addProblem(
        `The alias *${name} stands inside the value that &${name} names, which would never end. Write out what is meant.`,
        at,
      );
    } else if (anchored.depth > maximumNesting) {
      this.addProblem(
        `With its aliases written out, *${name} is nested more than ${String(maximumNesting)} deep. Remove some of the aliases.`,
        at,
      );
    }
    this.extent = { size: 1, depth: 1 };
    return this.unreadableScalar(at);
  }

  /** Counts nodes that an alias or merge key repeats; false, with one problem for the file, when there are too many. */
  private spend(nodes: number, at: OffsetRange): boolean {
    if (this.aliasedNodes + nodes <= aliasAllowance + aliasFactor * this.ownNodes) {
      this.aliasedNodes += nodes;
      return true;
    }
    if (!this.saidTooLarge) {
      this.saidTooLarge = true;
      this.addProblem(
        'The aliases of this file, written out, come to far more than the file itself; this one and those after it that repeat as much are not read. Remove aliases of aliases.',
        at,
      );
    }
    return false;
  }

  private addProblem(message: string, range: OffsetRange): void {
    this.problems.push({ code: 'host-syntax', message, range, fixes: [] });
  }

  private buildScalar(node: Scalar): HostScalar {
    const range = nodeRange(node, this.base);
    const token = node.srcToken;
    if (token?.type === 'block-scalar') {
      const header = token.props.find((part) => part.type === 'block-scalar-header');
      const headerSource = header && 'source' in header ? header.source : '|';
      const contentStart = token.props.reduce(
        (end, part) => ('source' in part && part.source ? Math.max(end, part.offset + part.source.length + this.base) : end),
        range.start,
      );
      const layout = {
        start: range.start,
        header: headerSource,
        contentStart,
        contentEnd: contentStart + token.source.length,
        parentIndent: Math.max(0, token.indent),
      };
      const trimmed = { start: range.start, end: trimBreaks(this.text, range.start + headerSource.length, layout.contentEnd) };
      const decoded = this.isMasked
        ? decodeBlockScalar(this.text, layout).map.value
        : typeof node.value === 'string'
          ? node.value
          : (node.source ?? '');
      const text = new BlockScalarText(this.text, decoded, layout, trimmed);
      return { kind: 'scalar', range: trimmed, value: decoded, text, quoteEdit: null };
    }
    const style: FlowStyle = node.type === 'QUOTE_SINGLE' ? 'single' : node.type === 'QUOTE_DOUBLE' ? 'double' : 'plain';
    const isClosed = style === 'plain' || !this.stream.unclosed.has(range.start);
    const value = scalarValue(node);
    // What is not a string keeps its source characters; a quote that is not closed hides no character.
    const decoded =
      !isClosed || (this.isMasked && typeof value === 'string')
        ? decodeFlowScalar(this.text, range.start, range.end, style, isClosed).value
        : typeof node.value === 'string'
          ? node.value
          : (node.source ?? '');
    const text = new FlowScalarText(this.text, decoded, {
      style,
      start: range.start,
      end: range.end,
      isClosed,
      mustQuote: false,
      isInFlow: this.isInFlow,
    });
    const canQuote = typeof value !== 'string' && style === 'plain' && !node.tag && range.end > range.start;
    return {
      kind: 'scalar',
      range,
      value: typeof value === 'string' ? decoded : value,
      text,
      quoteEdit: canQuote ? { range, newText: `"${decoded}"` } : null,
    };
  }

  private buildSlip(slip: Slip): HostScalar {
    this.usedSlips.push(slip);
    const { start, end } = slip.value;
    const layout = slipLayout(this.text, slip);
    const value = decodeFlowScalar(this.text, layout.start, layout.end, layout.style, layout.isClosed).value;
    const text = new FlowScalarText(this.text, value, layout);
    const quoted = isQuotedWithoutSpace(this.text, slip) ? this.text.slice(start, end) : encodeQuoted(value);
    const replaced = slip.kind === 'no-space' ? ' ' + quoted : quoted;
    this.problems.push(describeSlip(this.text, slip, { start, end }, replaced));
    return { kind: 'scalar', range: { start, end }, value, text, quoteEdit: null };
  }

  private slipAt(key: string | null, value: Scalar, isInFlow: boolean): Slip | null {
    const range = nodeRange(value, this.base);
    const slip = this.slipsByStart.get(range.start);
    return slip &&
      slip.masked.end === range.end &&
      (slip.key === null || slip.key === key) &&
      slip.isInFlow === isInFlow &&
      value.type === 'PLAIN'
      ? slip
      : null;
  }

  private keyText(node: Node): string {
    if (isAlias(node)) {
      const target = this.resolveAlias(node.source, nodeRange(node, this.base));
      return target.kind === 'scalar' ? target.text.value : '*' + node.source;
    }
    if (isScalar(node)) {
      if (node.anchor) this.build(node);
      return typeof node.value === 'string' ? node.value : (node.source ?? '');
    }
    if (isMap(node) || isSeq(node)) this.build(node);
    const range = nodeRange(node, this.base);
    return this.text.slice(range.start, range.end);
  }

  /** What stands for a value that a problem was found with already. */
  private unreadableScalar(range: OffsetRange): HostScalar {
    const text = new FlowScalarText(this.text, '', {
      style: 'plain',
      start: range.end,
      end: range.end,
      isClosed: true,
      mustQuote: true,
      isInFlow: false,
      whole: range,
    });
    return { kind: 'scalar', range, value: null, text, quoteEdit: null, isUnreadable: true };
  }
}

function duplicateKey(key: string, range: OffsetRange): Problem {
  return {
    code: 'duplicate-key',
    message: `The key "${key}" stands twice in this mapping; the first one is used. Remove one of them, or give it the name that was meant.`,
    range,
    fixes: [],
  };
}

/** Where a value's own characters end in the file: an alias is where it stands, not where its anchor does. */
function sourceEnd(node: Node | null, built: HostNode | null, base: number): number {
  return isAlias(node) ? nodeRange(node, base).end : (built?.range.end ?? 0);
}
