import { decodeBase64, encodeBase64, textOfUtf8, utf8 } from './bytes.js';
import { md5, sha1, sha256, type Digest } from './digests.js';
import { withTexts, type FunctionDefinition } from './function-definition.js';
import { changed } from './text-functions.js';

function hashing(digest: Digest): FunctionDefinition {
  return { least: 1, call: (args, call) => withTexts(args, call, (text = '') => changed(args[0], text, digest(bytesOf(text)))) };
}

/** Terraform's functions on the bytes of a text. */
export const digestFunctions: Readonly<Record<string, FunctionDefinition>> = {
  base64encode: {
    least: 1,
    call: (args, call) => withTexts(args, call, (text = '') => changed(args[0], text, encodeBase64(bytesOf(text)))),
  },
  base64decode: {
    least: 1,
    call: (args, call) =>
      withTexts(args, call, (text = '') => {
        const bytes = decodeBase64(text);
        if (!bytes) return call.mistake('base64decode is given what is no Base64');
        const decoded = textOfUtf8(bytes);
        return decoded === null
          ? call.mistake('what base64decode is given decodes to no text')
          : changed(args[0], text, decoded.normalize('NFC'));
      }),
  },
  md5: hashing(md5),
  sha1: hashing(sha1),
  sha256: hashing(sha256),
  base64sha256: {
    least: 1,
    call: (args, call) => withTexts(args, call, (text = '') => changed(args[0], text, encodeBase64(bytesOfHex(sha256(bytesOf(text)))))),
  },
};

/** As Terraform has every text: in Unicode's composed form. */
function bytesOf(text: string): Uint8Array {
  return utf8(text.normalize('NFC'));
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
