/** Length of a value on its line: up to a comment (that does not stand in one of its strings), blanks at the end left out. */
export function valueLength(value: string, hasStrings: boolean): number {
  let quote = '';
  // In a raw string of a filter, r"\", a backslash is an ordinary character.
  let isRaw = false;
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? '';
    if (quote !== '') {
      if (char === '\\' && !isRaw) at++;
      else if (char === quote) quote = '';
    } else if (hasStrings && (char === '"' || char === "'")) {
      quote = char;
      isRaw = /[rR]/.test(value[at - 1] ?? '');
    } else if (char === '#' && at > 0 && /[ \t]/.test(value[at - 1] ?? '')) return trimmedLength(value.slice(0, at));
  }
  return trimmedLength(value);
}

/** Where a value that was meant to go on over lines that are indented more ends. */
export function continuedEnd(text: string, end: number, lineEnd: number, keyColumn: number): number {
  // A comment ends the value.
  if (trimmedLength(text.slice(end, lineEnd)) > 0) return end;
  let valueEnd = end;
  for (let at = nextLine(text, lineEnd); at < text.length; at = nextLine(text, at)) {
    const stop = lineStop(text, at);
    const line = text.slice(at, stop);
    const margin = marginOf(line);
    if (margin === line.length || margin <= keyColumn || line[margin] === '#') break;
    valueEnd = at + margin + valueLength(line.slice(margin), true);
    if (valueEnd < at + trimmedLength(line)) break;
  }
  return valueEnd;
}

/**
 * A value whose line ends in an operator goes on, for whoever wrote it, on lines indented like the key (which YAML would read as
 * keys): where it ends. Lines that look like keys or list items are not taken.
 */
export function continuesAtKey(text: string, end: number, keyColumn: number): number {
  let valueEnd = end;
  for (;;) {
    const at = nextLine(text, valueEnd);
    const line = text.slice(at, lineStop(text, at));
    const margin = marginOf(line);
    const goesOn = /(?:\|\||&&|[(,]|\bin)$/.test(text.slice(Math.max(0, valueEnd - 3), valueEnd));
    if (!goesOn || margin !== keyColumn || !/^["'(!]/.test(line.slice(margin)) || /^["'][^"']*["'][ \t]*:/.test(line.slice(margin)))
      return valueEnd;
    valueEnd = at + margin + valueLength(line.slice(margin), true);
  }
}

/** Whether the next line that is not blank belongs to a scalar begun on this one. */
export function continuesBelow(text: string, lineEnd: number, keyColumn: number): boolean {
  let at = nextLine(text, lineEnd);
  let line = text.slice(at, lineStop(text, at));
  while (at < text.length && trimmedLength(line) === 0) {
    at = nextLine(text, at);
    line = text.slice(at, lineStop(text, at));
  }
  return trimmedLength(line) > 0 && marginOf(line) > keyColumn;
}

/** The end of a value in a flow collection: the comma or bracket that ends it, quotes and brackets of the value skipped. */
export function flowValueEnd(text: string, start: number): number {
  let quote = '';
  let depth = 0;
  let at = start;
  for (; at < text.length && text[at] !== '\n' && text[at] !== '\r'; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (depth === 0 && (char === ',' || char === '}' || char === ']')) break;
    else if (char === '(' || char === '[' || char === '{') depth++;
    else if (char === ')' || char === ']' || char === '}') depth--;
  }
  return start + trimmedLength(text.slice(start, at));
}

export function closingQuote(value: string): number {
  const quote = value[0];
  for (let at = 1; at < value.length; at++) {
    if (quote === '"' && value[at] === '\\') at++;
    else if (value[at] === quote) {
      if (quote === "'" && value[at + 1] === quote) at++;
      else return at;
    }
  }
  return -1;
}

export function closingBracket(value: string): number {
  let quote = '';
  let depth = 0;
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[' || char === '{') depth++;
    else if ((char === ']' || char === '}') && --depth === 0) return at;
  }
  return -1;
}

/** Nothing but a comment, or what goes on in a flow collection. */
export function isRestOfLine(rest: string): boolean {
  return /^[ \t]*(?:$|[ \t]#|[,}\]])/.test(rest);
}

/** Length without the blanks at the end, as YAML has blanks: spaces and tabs. */
export function trimmedLength(value: string): number {
  let end = value.length;
  while (end > 0 && isBlank(value[end - 1])) end--;
  return end;
}

/** How many blanks a line begins with. */
export function marginOf(line: string): number {
  let at = 0;
  while (isBlank(line[at])) at++;
  return at;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

function nextLine(text: string, at: number): number {
  const lineFeed = text.indexOf('\n', at);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

function lineStop(text: string, at: number): number {
  const lineFeed = text.indexOf('\n', at);
  const stop = lineFeed === -1 ? text.length : lineFeed;
  return stop > at && text[stop - 1] === '\r' ? stop - 1 : stop;
}
