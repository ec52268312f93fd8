/** Words that open a loop, a declaration or a query in other languages, before the name of a variable. */
const BINDING = /^(?:some|any|every|each|all|exists|forall|let|lambda|select|from|where|typeof|function)\s+[a-z]\w?\b(?!-)/;
/** What only an expression holds: comparisons, arrows, separators, quotes, a field, index or call of `groups`. */
const EXPRESSION = /[=!]=|=>|->|&&|\|\||[";]|\s-[a-z]+\s|\.\w+\(|\bgroups?\s*(?:\.|\[|\(|\s(?:is|in|has|pr|not|for)\b)|\bin\s+groups?\b/i;

/**
 * Whether words without quotes may be the name of a group. An expression in another language may not: putting it in quotes would make a
 * valid filter that no one ever matches.
 */
export function isPlausibleName(text: string): boolean {
  const name = text.trim();
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(name) || BINDING.test(name) || EXPRESSION.test(name) || /[\r\n]/.test(name))
    return false;
  return isBalanced(name) && !/^(?:groups?\b[^\w-]|\[|\()/i.test(name);
}

/** A distinguished name of a directory, whose commas and equal signs belong to it. */
export function isDirectoryName(text: string): boolean {
  return /^(?:cn|ou|dc|uid|o)=[^,;"]+(?:,\s*(?:cn|ou|dc|uid|o|l|st|c)=[^,;"]+)*$/i.test(text.trim());
}

function isBalanced(text: string): boolean {
  const open: string[] = [];
  const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
  for (const character of text) {
    if (/[([{<]/.test(character)) open.push(character);
    else if (closing[character] !== undefined && open.pop() !== closing[character]) return false;
  }
  return open.length === 0;
}
