// Pictures of an editor have few colours: a PNG with a palette is a third of the size of the one that a browser writes, and looks the same.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG with 8-bit RGB or RGBA pixels, as browsers write them, with at most 256 colours: the most frequent ones; others become their nearest. */
export function withPalette(png) {
  const { width, height, pixels } = readPixels(png);
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, 256);
  const indices = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height);
  // Each row begins with its filter, 0: none; the pixels are numbers of colours.
  pixels.forEach((colour, at) => (rows[at + Math.floor(at / width) + 1] = indices.get(colour)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** The colour of each pixel, as 0xRRGGBB, row by row. */
function readPixels(png) {
  const data = [];
  let header = Buffer.alloc(0);
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') header = content;
    if (kind === 'IDAT') data.push(content);
    at += length + 12;
  }
  const [width, height, depth, colourType] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  if (depth !== 8 || (colourType !== 2 && colourType !== 6) || header[12] !== 0) throw new Error('Not a PNG of 8-bit RGB or RGBA pixels.');
  const size = colourType === 2 ? 3 : 4;
  const stride = width * size;
  const raw = inflateSync(Buffer.concat(data));
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= size ? bytes[y * stride + x - size] : 0;
      const above = y > 0 ? bytes[(y - 1) * stride + x] : 0;
      const aboveLeft = x >= size && y > 0 ? bytes[(y - 1) * stride + x - size] : 0;
      bytes[y * stride + x] = raw[y * (stride + 1) + 1 + x] + predict(filter, left, above, aboveLeft);
    }
  }
  return { width, height, pixels: Array.from({ length: width * height }, (_, at) => bytes.readUIntBE(at * size, 3)) };
}

/** What a byte is told relative to (PNG specification, 9.2). */
function predict(filter, left, above, aboveLeft) {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const [fromLeft, fromAbove, fromBoth] = [above - aboveLeft, left - aboveLeft, left + above - 2 * aboveLeft].map(Math.abs);
  if (fromLeft <= fromAbove && fromLeft <= fromBoth) return left;
  return fromAbove <= fromBoth ? above : aboveLeft;
}

function nearest(palette, colour) {
  const distance = (other) => [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  return palette.reduce((best, other, index) => (distance(other) < distance(palette[best]) ? index : best), 0);
}

function chunk(kind, content) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(content.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}
