import type { OffsetRange } from '../../text/range.js';
import type { ExpressionReader } from './expression-reader.js';
import type { Expression } from './expression.js';
import type { ModuleAttribute, ModuleBlock, ModuleFile, SyntaxFault } from './module-file.js';
import type { Origin } from './origin.js';
import { scanStatements, type AttributeStatement, type BlockStatement, type Statement } from './scan-statements.js';

/** Reads a file in Terraform's own syntax. Expressions are read when they are asked for. */
export function readHclFile(path: string, text: string, reader: ExpressionReader): ModuleFile {
  const statements = scanStatements(text);
  return { path, ...bodyOf(path, text, statements, reader) };
}

type Body = Pick<ModuleFile, 'blocks' | 'attributes' | 'faults'>;

function bodyOf(file: string, text: string, statements: readonly Statement[], reader: ExpressionReader): Body {
  const attributes = new Map<string, ModuleAttribute>();
  const blocks: ModuleBlock[] = [];
  const faults: SyntaxFault[] = [];
  for (const statement of statements) {
    switch (statement.kind) {
      case 'attribute':
        if (attributes.has(statement.name))
          faults.push({
            message: `There is a \`${statement.name}\` here already: Terraform takes each argument once`,
            range: statement.nameRange,
          });
        else attributes.set(statement.name, new HclAttribute(file, text, statement, reader));
        break;
      case 'block':
        blocks.push(blockOf(file, text, statement, reader));
        break;
      case 'unreadable':
        faults.push({ message: explainStatement(text, statement), range: statement });
    }
  }
  return { attributes, blocks, faults };
}

function blockOf(file: string, text: string, block: BlockStatement, reader: ExpressionReader): ModuleBlock {
  const body = lazily(() => {
    const { attributes, blocks, faults } = bodyOf(file, text, block.body, reader);
    const unclosed: SyntaxFault = { message: 'This block is not closed: its `}` is missing', range: block.header };
    return { attributes, blocks, faults: block.isClosed ? faults : [unclosed, ...faults] };
  });
  return {
    file,
    type: block.type,
    labels: block.labels.map(({ name, start, end }) => ({ name, range: { start, end } })),
    range: { start: block.start, end: block.end },
    header: block.header,
    bodyRange: block.bodyRange,
    get attributes() {
      return body().attributes;
    },
    get blocks() {
      return body().blocks;
    },
    get faults() {
      return body().faults;
    },
  };
}

/** An argument of a block. */
class HclAttribute implements ModuleAttribute {
  readonly name: string;
  readonly nameRange: OffsetRange;
  readonly range: OffsetRange;
  readonly origin: Origin;
  private read: Expression | null = null;

  constructor(
    readonly file: string,
    private readonly text: string,
    { name, nameRange, value }: AttributeStatement,
    private readonly reader: ExpressionReader,
  ) {
    this.name = name;
    this.nameRange = nameRange;
    this.range = value;
    this.origin = { file, text, offset: value.start, host: null };
  }

  get expression(): Expression {
    return (this.read ??= this.reader.read(this.text, this.range));
  }
}

function explainStatement(text: string, { start, end }: OffsetRange): string {
  const source = text.slice(start, end);
  if (source.startsWith('}')) return 'This brace closes nothing';
  if (source.startsWith('/*')) return 'This comment is not closed: `*/` is missing';
  const name = /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(source)?.[0];
  return name !== undefined && source.trim() === name
    ? `Terraform cannot read this line: write \`${name} = \` and a value, or remove it`
    : 'Terraform cannot read this line: it is neither an argument (`name = value`) nor the start of a block';
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
