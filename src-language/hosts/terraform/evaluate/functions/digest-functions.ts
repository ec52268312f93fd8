import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decodeBase64, encodeBase64, textOfUtf8, utf8 } from './bytes.js';
import { withTexts, type FunctionDefinition } from './function-definition.js';
import { changed } from './text-functions.js';

/** A hash of a text's bytes, written as text. */
function hashing(hash: (bytes: Uint8Array) => Uint8Array, write: (bytes: Uint8Array) => string): FunctionDefinition {
  return { least: 1, call: (args, call) => withTexts(args, call, (text = '') => changed(args[0], text, write(hash(utf8(text))))) };
}

/** Terraform's functions on the bytes of a text. */
export const digestFunctions: Readonly<Record<string, FunctionDefinition>> = {
  base64encode: {
    least: 1,
    call: (args, call) => withTexts(args, call, (text = '') => changed(args[0], text, encodeBase64(utf8(text)))),
  },
  base64decode: {
    least: 1,
    call: (args, call) =>
      withTexts(args, call, (text = '') => {
        const bytes = decodeBase64(text);
        if (!bytes) return call.mistake('base64decode is given what is no Base64');
        const decoded = textOfUtf8(bytes);
        return decoded === null ? call.mistake('what base64decode is given decodes to no text') : changed(args[0], text, decoded);
      }),
  },
  md5: hashing(md5, bytesToHex),
  sha1: hashing(sha1, bytesToHex),
  sha256: hashing(sha256, bytesToHex),
  sha512: hashing(sha512, bytesToHex),
  base64sha256: hashing(sha256, encodeBase64),
  base64sha512: hashing(sha512, encodeBase64),
};
