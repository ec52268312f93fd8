import type { OffsetRange } from '../../text/range.js';
import type { HostComment } from '../ignore-comments.js';

/** One word of a command. */
export interface ShellWord {
  /** What it says, quotes and escapes undone; expansions are left out. */
  readonly text: string;
  readonly range: OffsetRange;
  /**
   * What the shell puts in: `none`; `value`, which stays within the word (`"$NAME"`); `words`, which may come to several (`$NAME`, `$(…)`);
   * `list`, which is there to come to several (`"$@"`, `${ARGS[@]}`).
   */
  readonly expands: 'none' | 'value' | 'words' | 'list';
  /** The name of the variable that was expanded last; empty when there is none. */
  readonly variable: string;
}

/** A simple command: its words without redirections. Commands in substitutions are commands of their own. */
export type ShellCommand = readonly ShellWord[];

/** A shell script as far as its commands are concerned. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  readonly comments: readonly HostComment[];
}

/** How deep substitutions may nest; deeper ones are text. */
const maximumNesting = 50;

/**
 * Takes a shell script apart into simple commands, whatever it holds: quotes, escapes, continued lines, comments, here-documents (whose
 * text is no command), command substitutions and redirections. It never throws; what is not closed ends with the text. Offsets are UTF-16.
 */
export function scanShell(text: string): ShellScript {
  return new ShellScanner(text).scan();
}

interface OpenWord {
  readonly start: number;
  text: string;
  expands: ShellWord['expands'];
  variable: string;
}

interface HereDocument {
  readonly delimiter: string;
  readonly stripsTabs: boolean;
}

const expansions: readonly ShellWord['expands'][] = ['none', 'value', 'words', 'list'];
const variableName = /[A-Za-z_]\w*|[\d@*#?$!-]/y;

class ShellScanner {
  private at = 0;
  private readonly commands: ShellCommand[] = [];
  private readonly comments: HostComment[] = [];
  private readonly hereDocuments: HereDocument[] = [];
  /** From here on no closing brace is left. */
  private bracesEnd = Infinity;

  constructor(private readonly text: string) {}

  scan(): ShellScript {
    while (this.at < this.text.length) this.scanCommands('', 0);
    return { commands: this.commands, comments: this.comments };
  }

  /** Commands up to `close`, which is `)` or a backtick inside a substitution, or up to the end. */
  private scanCommands(close: string, depth: number): void {
    const { text } = this;
    let words: ShellWord[] = [];
    let word: OpenWord | null = null;
    let isTarget = false;
    const endWord = (): void => {
      if (!word) return;
      if (!isTarget)
        words.push({ text: word.text, range: { start: word.start, end: this.at }, expands: word.expands, variable: word.variable });
      isTarget = false;
      word = null;
    };
    const endCommand = (): void => {
      endWord();
      isTarget = false;
      if (words.length > 0) this.commands.push(words);
      words = [];
    };
    while (this.at < text.length) {
      const character = text[this.at] ?? '';
      if (character === close) {
        endCommand();
        this.at++;
        return;
      }
      const continued = /\\(?:\r\n|\n)/y;
      continued.lastIndex = this.at;
      if (character === '\\' && continued.test(text)) this.at = continued.lastIndex;
      else if (character === '\n') {
        endCommand();
        this.at++;
        this.skipHereDocuments();
      } else if (character === ' ' || character === '\t' || character === '\r') {
        endWord();
        this.at++;
      } else if (character === '#' && !word) this.takeComment();
      else if (character === '<' || character === '>' || text.startsWith('&>', this.at)) {
        // A number right before it is that of a file.
        if (word && /^\d+$/.test((word as OpenWord).text)) word = null;
        endWord();
        isTarget = this.takeRedirection(depth);
      } else if (';&|()'.includes(character)) {
        endCommand();
        this.at++;
        if (character === '(' && close === ')' && depth < maximumNesting) this.scanCommands(')', depth + 1);
      } else {
        word ??= { start: this.at, text: '', expands: 'none', variable: '' };
        this.takePart(word, depth);
      }
    }
    endCommand();
  }

  private takeComment(): void {
    const rest = /[^\r\n]*/y;
    rest.lastIndex = this.at;
    const source = rest.exec(this.text)?.[0] ?? '';
    this.comments.push({ offset: this.at, source });
    this.at += source.length;
  }

  /** Whether a word follows that says from where or to where. */
  private takeRedirection(depth: number): boolean {
    const { text } = this;
    const operator = /&>>?|<<<|<<-?|<[&>]?|>[>&|]?/y;
    operator.lastIndex = this.at;
    const found = operator.exec(text)?.[0] ?? '';
    this.at += found.length;
    if ((found === '<' || found === '>') && text[this.at] === '(') {
      this.at++;
      if (depth < maximumNesting) this.scanCommands(')', depth + 1);
      return false;
    }
    if (found !== '<<' && found !== '<<-') return true;
    const word = /[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])+)/y;
    word.lastIndex = this.at;
    const [whole = '', delimiter = ''] = word.exec(text) ?? [];
    this.at += whole.length;
    if (delimiter !== '') this.hereDocuments.push({ delimiter: delimiter.replace(/['"\\]/g, ''), stripsTabs: found === '<<-' });
    return false;
  }

  private skipHereDocuments(): void {
    for (const { delimiter, stripsTabs } of this.hereDocuments.splice(0)) {
      while (this.at < this.text.length) {
        const end = this.text.indexOf('\n', this.at);
        const line = this.text.slice(this.at, end < 0 ? undefined : end).replace(/\r$/, '');
        this.at = end < 0 ? this.text.length : end + 1;
        if ((stripsTabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
      }
    }
  }

  /** One character of a word, or what a quote or an expansion makes of several. */
  private takePart(word: OpenWord, depth: number): void {
    const { text } = this;
    const character = text[this.at] ?? '';
    if (character === "'") {
      const end = this.endOf("'", this.at + 1);
      word.text += text.slice(this.at + 1, end);
      this.at = end + 1;
    } else if (character === '"') this.takeDoubleQuotes(word, depth);
    else if (character === '\\') {
      word.text += text[this.at + 1] ?? '';
      this.at += 2;
    } else if (character === '$' && text[this.at + 1] === "'") {
      this.at += 2;
      while (this.at < text.length && text[this.at] !== "'") {
        if (text[this.at] === '\\') this.at++;
        word.text += text[this.at] ?? '';
        this.at++;
      }
      this.at++;
    } else if (character === '$' || character === '`') this.takeExpansion(word, depth, 'words');
    else {
      word.text += character;
      this.at++;
    }
    this.at = Math.min(this.at, text.length);
  }

  private takeDoubleQuotes(word: OpenWord, depth: number): void {
    const { text } = this;
    this.at++;
    while (this.at < text.length && text[this.at] !== '"') {
      const character = text[this.at] ?? '';
      if (character === '$' || character === '`') this.takeExpansion(word, depth, 'value');
      else {
        const isEscape = character === '\\' && '"\\$`'.includes(text[this.at + 1] ?? ' ');
        word.text += isEscape ? (text[this.at + 1] ?? '') : character;
        this.at += isEscape ? 2 : 1;
      }
    }
    this.at++;
  }

  /** `$NAME`, `${NAME}`, `$(…)` or backticks; a lone `$` is a character. */
  private takeExpansion(word: OpenWord, depth: number, kind: 'value' | 'words'): void {
    const { text } = this;
    const isBacktick = text[this.at] === '`';
    if (isBacktick || text[this.at + 1] === '(') {
      this.at += isBacktick ? 1 : 2;
      if (depth < maximumNesting) this.scanCommands(isBacktick ? '`' : ')', depth + 1);
      this.expand(word, kind, '');
      return;
    }
    if (text[this.at + 1] === '{') {
      const end = this.endOfBraces(this.at + 1);
      const inside = text.slice(this.at + 2, Math.max(this.at + 2, end - 1));
      this.expand(word, /\[[@*]\]|^[@*]/.test(inside) ? 'list' : kind, /[A-Za-z_]\w*/.exec(inside)?.[0] ?? '');
      this.at = end;
      return;
    }
    variableName.lastIndex = this.at + 1;
    const name = variableName.exec(text)?.[0] ?? '';
    if (name === '') word.text += '$';
    else this.expand(word, name === '@' || name === '*' ? 'list' : kind, name);
    this.at += 1 + name.length;
  }

  private expand(word: OpenWord, kind: ShellWord['expands'], variable: string): void {
    if (expansions.indexOf(kind) > expansions.indexOf(word.expands)) word.expands = kind;
    word.variable = variable;
  }

  /** The offset after the brace that closes the one at `start`; right after that one when nothing closes it. */
  private endOfBraces(start: number): number {
    if (start >= this.bracesEnd) return start + 1;
    let depth = 0;
    for (let at = start; at < this.text.length; at++) {
      if (this.text[at] === '{') depth++;
      else if (this.text[at] === '}' && --depth === 0) return at + 1;
    }
    this.bracesEnd = start;
    return start + 1;
  }

  private endOf(character: string, from: number): number {
    const end = this.text.indexOf(character, from);
    return end < 0 ? this.text.length : end;
  }
}
