import type { Range, TextDocumentPositionParams } from 'vscode-languageserver';
import type { OffsetRange } from '../src-language/text/range.js';
import type { SetFile } from './mapping-sets.js';

/** Offsets of a file as the protocol's lines and characters. */
export function toLspRange({ lines }: SetFile, { start, end }: OffsetRange): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

export function toOffsetRange({ lines }: SetFile, { start, end }: Range): OffsetRange {
  return { start: lines.offsetAt(start), end: lines.offsetAt(end) };
}

export function toOffset({ lines }: SetFile, { position }: Pick<TextDocumentPositionParams, 'position'>): number {
  return lines.offsetAt(position);
}
