import { isAscii, isUtf8 } from 'node:buffer';

/** A longer line is malformed: it is skipped without being kept. */
export const longestLine = 16 * 1024 * 1024;

/**
 * Lines that arrived together, walked without an object for each: after `next()` returned true, `text` is the line without its
 * line feed (a carriage return before it stays: JSON takes it for white space), or null when it could not be read and `mistake` says why.
 */
export interface LineBlock {
  next(): boolean;
  readonly text: string | null;
  readonly mistake: string | null;
  /** One-based. */
  readonly number: number;
}

/**
 * Cuts bytes into lines at line feeds, in constant memory: a block a chunk, so that an answer can follow each chunk at once. A line that is
 * not UTF-8, or longer than the limit, spoils only itself. A byte-order mark at the start is dropped. A last line without a line feed counts.
 */
export async function* readLineBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<LineBlock> {
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;
  let isSkipping = false;
  let lineNumber = 1;
  let isStart = true;

  /** The carried bytes with `tail` after them, as one buffer. */
  const join = (tail: Uint8Array): Buffer => {
    const bytes = carried.length === 0 ? asBuffer(tail) : Buffer.concat([...carried, tail]);
    carried = [];
    carriedBytes = 0;
    if (!isStart) return bytes;
    isStart = false;
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  };

  for await (const read of source) {
    const chunk = asBuffer(read);
    let start = 0;
    if (isSkipping) {
      const end = chunk.indexOf(10);
      if (end === -1) continue;
      isSkipping = false;
      start = end + 1;
      yield new TooLongLine(lineNumber++);
    }
    const last = chunk.lastIndexOf(10);
    if (last >= start) {
      if (carriedBytes + chunk.indexOf(10, start) - start > longestLine) {
        const end = chunk.indexOf(10, start);
        join(chunk.subarray(0, 0));
        yield new TooLongLine(lineNumber++);
        start = end + 1;
      }
      if (last >= start) {
        const block = new BytesBlock(join(chunk.subarray(start, last + 1)), lineNumber);
        yield block;
        lineNumber = block.number + 1;
      }
      start = last + 1;
    }
    if (start < chunk.length) {
      // Copied: a stream may use its chunk's memory again.
      carried.push(Uint8Array.prototype.slice.call(chunk, start));
      carriedBytes += chunk.length - start;
      if (carriedBytes > longestLine) {
        join(chunk.subarray(0, 0));
        isSkipping = true;
      }
    }
  }
  if (isSkipping) yield new TooLongLine(lineNumber);
  else if (carriedBytes > 0) yield new BytesBlock(join(new Uint8Array(0)), lineNumber);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

class TooLongLine implements LineBlock {
  readonly text = null;
  readonly mistake = `the line is longer than ${longestLine / 1024 / 1024} MiB`;
  private isPending = true;

  constructor(readonly number: number) {}

  next(): boolean {
    const { isPending } = this;
    this.isPending = false;
    return isPending;
  }
}

/** Decodes all its lines at once where the bytes are UTF-8, which they nearly always are, and line by line where they are not. */
class BytesBlock implements LineBlock {
  text: string | null = null;
  mistake: string | null = null;
  number: number;
  private readonly decoded: string | null;
  private at = 0;

  constructor(
    private readonly bytes: Buffer,
    firstLine: number,
  ) {
    this.number = firstLine - 1;
    this.decoded = isAscii(bytes) ? bytes.toString('latin1') : isUtf8(bytes) ? bytes.toString('utf8') : null;
  }

  next(): boolean {
    return this.decoded === null ? this.nextOfBytes() : this.nextOf(this.decoded);
  }

  private nextOf(decoded: string): boolean {
    if (this.at >= decoded.length) return false;
    const found = decoded.indexOf('\n', this.at);
    const end = found === -1 ? decoded.length : found;
    this.text = decoded.slice(this.at, end);
    this.at = end + 1;
    this.number++;
    return true;
  }

  private nextOfBytes(): boolean {
    if (this.at >= this.bytes.length) return false;
    const found = this.bytes.indexOf(10, this.at);
    const end = found === -1 ? this.bytes.length : found;
    const line = this.bytes.subarray(this.at, end);
    const isReadable = isUtf8(line);
    this.text = isReadable ? line.toString('utf8') : null;
    this.mistake = isReadable ? null : 'the line is not UTF-8 text';
    this.at = end + 1;
    this.number++;
    return true;
  }
}
