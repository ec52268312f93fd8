import { nearestName } from '../../text/nearest-name.js';
import { quoted } from '../../text/quoted-name.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';
import { crnKinds, crnKindsWithin, findCrnKind, type CrnKind } from './crn-kinds.js';
import type { Crn, CrnSegment } from './parse-crn.js';

/** What is odd about a CRN that Confluent's API takes: it names something, but in no form that is documented. Offsets are the CRN's. */
export interface CrnFault {
  readonly message: string;
  readonly range: OffsetRange;
  readonly repair: CrnRepair | null;
}

export interface CrnRepair {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

const authority = 'confluent.cloud';

/** Words that people write for a kind of resource. */
const slips: ReadonlyMap<string, string> = new Map([
  ['org', 'organization'],
  ['env', 'environment'],
  ['cluster', 'cloud-cluster'],
  ['kafka-cluster', 'cloud-cluster'],
  ['sr', 'schema-registry'],
  ['schema-registry-cluster', 'schema-registry'],
  ['ksql-cluster', 'ksql'],
  ['ksqldb', 'ksql'],
  ['consumer-group', 'group'],
  // What the command line makes of `--resource TransactionalId:…`.
  ['transactionalid', 'transactional-id'],
  ['txn-id', 'transactional-id'],
  ['region', 'flink-region'],
  ['pool', 'compute-pool'],
]);

/**
 * The parts of a CRN that are not known, in another order than the documented one, or left over at its end. Ids and names are opaque:
 * nothing is said about them but that there is one. At most one fault a part, in text order.
 */
export function checkCrnForm(crn: Crn): readonly CrnFault[] {
  const ofAuthority = checkAuthority(crn);
  // Without an authority its place is taken by the first part: the rest is judged once that is put right.
  if (ofAuthority && crn.authority.includes('=')) return [ofAuthority];
  const faults: CrnFault[] = ofAuthority ? [ofAuthority] : [];
  if (crn.segments.every(({ range }) => range.start === range.end)) {
    const message = 'The CRN names no resource: an organization comes next, as in /organization=ID.';
    return ofAuthority ? faults : [{ message, range: { start: 0, end: crn.text.length }, repair: null }];
  }
  let previous: CrnSegment | null = null;
  for (const [index, segment] of crn.segments.entries()) {
    const isLast = index === crn.segments.length - 1;
    const fault = checkWritten(segment, isLast, previous) ?? checkPlace(crn, segment, index, previous);
    if (fault) faults.push(fault);
    if (segment.range.end > segment.range.start) previous = segment;
  }
  return faults;
}

function checkAuthority({ authority: written, authorityRange, segments }: Crn): CrnFault | null {
  if (written === authority) return null;
  const message = `The CRNs of Confluent Cloud begin with crn://${authority}/.`;
  // crn://organization=… lacks it, crn:///organization=… has it empty, and a slip in it is a slip.
  const isPart = written.includes('=');
  const isSlip = written === '' || nearestName(written, [authority]) !== undefined;
  if (!isPart && !isSlip) return { message: `${message} What ${quoted(written)} names is not known.`, range: authorityRange, repair: null };
  const newText = isPart ? `${authority}/` : authority;
  const range = isPart ? { start: authorityRange.start, end: authorityRange.start } : authorityRange;
  const place =
    authorityRange.end > authorityRange.start ? authorityRange : { start: 0, end: segments[0]?.range.start ?? authorityRange.end };
  return { message, range: place, repair: { title: `Begin with crn://${authority}/`, edits: [{ range, newText }] } };
}

/** What is wrong with a part as it is written, wherever it stands. */
function checkWritten(
  { kind, name, range, kindRange, nameRange }: CrnSegment,
  isLast: boolean,
  previous: CrnSegment | null,
): CrnFault | null {
  if (range.start === range.end) {
    const message = isLast ? 'The CRN ends in a /: nothing follows it.' : 'There is nothing between two / of the CRN.';
    return fault(message, { start: range.start - 1, end: range.end }, 'Remove the /', [
      { range: { start: range.start - 1, end: range.start }, newText: '' },
    ]);
  }
  if (name === null) {
    const colon = kind.indexOf(':');
    const meant = colon > 0 ? meantKind(kind.slice(0, colon), previous) : undefined;
    const message = `${quoted(kind)} is no part of a CRN: each is a kind of resource, a = and a name, as in topic=orders-*.`;
    if (!meant || colon === kind.length - 1) return { message, range, repair: null };
    const newText = `${meant.segment}=`;
    return fault(message, range, `Change to ${newText}${kind.slice(colon + 1)}`, [
      { range: { start: range.start, end: range.start + colon + 1 }, newText },
    ]);
  }
  if (!findCrnKind(kind)) {
    const meant = meantKind(kind, previous);
    const expected = previous ? crnKindsWithin(previous.kind) : crnKindsWithin(null);
    const message = `${quoted(kind)} is no kind of resource that is known in a CRN.`;
    if (meant)
      return fault(`${message} Did you mean ${meant.segment}?`, kindRange, `Change to ${meant.segment}`, [
        { range: kindRange, newText: meant.segment },
      ]);
    const advice =
      expected.length > 0 ? ` ${previous ? `Within ${previous.kind}` : 'At the beginning'} ${wordsFor(expected)} can stand.` : '';
    return { message: message + advice, range: kindRange, repair: null };
  }
  if (name === '')
    return { message: `${quoted(`${kind}=`)} names nothing: write an id or a name after the =, or * for all.`, range, repair: null };
  const trimmed = name.trim();
  if (trimmed !== name && trimmed !== '')
    return fault(`The name ${quoted(name)} begins or ends with a blank, which counts.`, nameRange, 'Remove the blank', [
      { range: nameRange, newText: trimmed },
    ]);
  const star = name.indexOf('*');
  if (star >= 0 && star < name.length - 1)
    return {
      message: `A * is documented only at the end of a name, for every name that begins so; what it does within ${quoted(name)} is not established.`,
      range: nameRange,
      repair: null,
    };
  return null;
}

/** Whether a part that is right in itself stands where it can. */
function checkPlace(crn: Crn, segment: CrnSegment, index: number, previous: CrnSegment | null): CrnFault | null {
  const kind = findCrnKind(segment.kind);
  // After a part that is not known, nothing is.
  if (!kind || (previous && !findCrnKind(previous.kind)) || (previous?.kind ?? null) === kind.within) return null;
  const { within } = kind;
  const { range } = segment;
  if (within === null) {
    const repeated = previous?.kind === kind.segment ? ' A second one is not known there.' : '';
    return {
      message: `A CRN begins with ${kind.segment}, and this stands after ${previous?.kind ?? 'it'}.${repeated}`,
      range,
      repair: null,
    };
  }
  const message = `${quoted(segment.kind)} stands within ${within}, not ${previous ? `within ${previous.kind}` : 'at the beginning'}.`;
  // A topic in a cloud cluster: the Kafka cluster between them has the same id.
  if (within === 'kafka' && previous?.kind === 'cloud-cluster' && previous.name) {
    const newText = `kafka=${previous.name}/`;
    return fault(`${message} Write ${newText.slice(0, -1)} before it.`, range, `Insert ${newText.slice(0, -1)}`, [
      { range: { start: range.start, end: range.start }, newText },
    ]);
  }
  const home = crn.segments.slice(0, index).findLastIndex((candidate) => candidate.kind === within && candidate.name);
  const next = crn.segments[home + 1];
  if (home < 0 || !next || next === segment || next.kind === kind.segment)
    return { message: next?.kind === kind.segment ? message : `${message} Write ${within}=ID before it.`, range, repair: null };
  const between = crn.text.slice(next.range.start, range.start - 1);
  return fault(message, range, `Leave out ${between}`, [{ range: { start: next.range.start, end: range.start }, newText: '' }]);
}

/** The kind that was probably meant: one that can stand here before any other. */
function meantKind(written: string, previous: CrnSegment | null): CrnKind | undefined {
  const word = written.trim().toLowerCase().replaceAll('_', '-');
  const slip = findCrnKind(slips.get(word) ?? word);
  if (slip) return slip;
  const here = crnKindsWithin(previous?.kind ?? null);
  const name =
    nearestName(
      word,
      here.map(({ segment }) => segment),
    ) ??
    nearestName(
      word,
      crnKinds.map(({ segment }) => segment),
    );
  return name === undefined ? undefined : findCrnKind(name);
}

function wordsFor(kinds: readonly CrnKind[]): string {
  const names = kinds.map(({ segment }) => segment);
  const last = names.pop() ?? '';
  return names.length > 0 ? `${names.join(', ')} or ${last}` : last;
}

function fault(message: string, range: OffsetRange, title: string, edits: readonly TextEdit[]): CrnFault {
  return { message, range, repair: { title, edits } };
}

/** A CRN from a text that lacks or misspells what it begins with; null where that is not all that is wrong with it. */
export function completeCrn(text: string): string | null {
  const rest = text
    .trim()
    .replace(/^crn:?\/*/i, '')
    .replace(/^(?:www\.)?confluent\.(?:cloud|io)\/+/i, '')
    .replace(/^\/+/, '');
  return rest.startsWith('organization=') ? `crn://${authority}/${rest}` : null;
}
