import type { ModuleBlock } from '../../hosts/terraform/module-file.js';
import { nearestName } from '../../text/nearest-name.js';
import type { Problem } from '../../text/problem.js';
import { quoted } from '../../text/quoted-name.js';
import { aclWords } from '../acl-words.js';
import type { LocatedText } from './locate.js';

/**
 * An argument of an ACL that is certainly none of the words that it takes, at the literal where that was written in the block's own file, else at
 * the argument; null where it is one of them, or not known.
 */
export function problemOfAclWord({ attributes, file }: ModuleBlock, name: string, text: LocatedText): Problem | null {
  const words = aclWords[name];
  const attribute = attributes.get(name);
  if (!words || !attribute || text.kind !== 'known' || words.includes(text.located.value)) return null;
  const { value } = text.located;
  const meant = nearestName(value, words);
  const isHere = text.located.file === file;
  const edits =
    meant !== undefined && isHere ? text.ownText.encodeEdits([{ range: { start: 0, end: value.length }, newText: meant }]) : null;
  const listed = `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
  return {
    code: 'wrong-type',
    message: `\`${name}\` is ${listed}, not ${quoted(value)}.${meant === undefined ? '' : ` Did you mean \`${meant}\`?`}`,
    range: isHere ? text.located.range : attribute.range,
    fixes: meant !== undefined && edits ? [{ title: `Change to \`${meant}\``, edits, isPreferred: true }] : [],
  };
}
