import type { Range, TextDocumentPositionParams } from 'vscode-languageserver';
import type { OffsetRange } from '../src-language/text/range.js';
import type { DocumentPlace } from '../protocol.js';
import type { Place } from '../src-language/mapping-set/mapping-set.js';
import type { LoadedSet, SetFile } from './loaded-set.js';

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

/** Where something of a set stands, as the client is told. */
export function toDocumentPlace(loaded: LoadedSet, { file: path, range }: Place): DocumentPlace {
  const file = loaded.fileAt(path);
  const start = { line: 0, character: 0 };
  return file ? { uri: file.uri, range: toLspRange(file, range) } : { uri: loaded.uri, range: { start, end: start } };
}
