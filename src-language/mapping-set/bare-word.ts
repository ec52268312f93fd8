const bareWord = /^\s*[\p{L}\p{N}_.@:/+-]+\s*$/u;

/** A word as a group may be named by, without anything that CEL builds with: an export may store a literal group that way, which is not established. */
export function isBareWord(filter: string): boolean {
  return bareWord.test(filter);
}
