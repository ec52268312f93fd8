import type { ExpressionReader } from '../../hosts/terraform/expression-reader.js';
import { ExpressionEvaluator } from '../../hosts/terraform/evaluate/evaluate-expression.js';
import type { FunctionContext } from '../../hosts/terraform/evaluate/functions/function-definition.js';
import { mistake, noNames, withName, type ReferencePlace } from '../../hosts/terraform/evaluate/scope.js';
import type { MapValue, Value } from '../../hosts/terraform/evaluate/value.js';
import { directoryOfPath } from '../directory-of-path.js';
import type { SourceFile } from '../mapping-set.js';

/** The files that functions of a module read: those of its directory and below, as far as they are given. */
export class DirectoryFiles implements FunctionContext {
  /** The paths of those that were read. */
  readonly used = new Set<string>();
  private readonly missing = new Set<string>();
  private readonly directory: string;
  private readonly texts: ReadonlyMap<string, string>;

  /** `path` is that of any file of the module. */
  constructor(
    path: string,
    files: readonly SourceFile[],
    private readonly expressions: ExpressionReader,
  ) {
    this.directory = directoryOfPath(path);
    this.texts = new Map(files.map((file) => [file.path, file.text]));
  }

  get wanted(): readonly string[] {
    return [...this.missing];
  }

  readFile(name: string): { readonly file: string; readonly text: string } | { readonly reason: string } {
    const inside = normalizePath(name);
    if (inside === null) return { reason: `the file ${name} is outside of this directory, and is not read` };
    const file = this.directory + inside;
    const text = this.texts.get(file);
    if (text === undefined) {
      this.missing.add(file);
      return { reason: `there is no file ${name} in this directory that could be read` };
    }
    this.used.add(file);
    return { file, text };
  }

  renderTemplate(text: string, file: string, names: MapValue, place: ReferencePlace): Value {
    const template = this.expressions.readTemplate(text);
    if (template.kind === 'unreadable') return mistake(`the template ${file} cannot be read`, place);
    let scope = noNames;
    for (const [name, { value }] of names.entries) scope = withName(scope, name, value);
    const evaluator = new ExpressionEvaluator(
      { resolve: (_, at) => ({ value: mistake(`${at.source} is not given to the template`, at), taken: 99 }) },
      this,
    );
    return evaluator.evaluate(template, { file, text, offset: 0, host: null }, scope);
  }
}

/** A path relative to the directory without `.` and `..`; null when it leads out of it. */
function normalizePath(path: string): string | null {
  if (/^(?:[/\\~]|[A-Za-z]:)/.test(path)) return null;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else parts.push(part);
  }
  return parts.length > 0 ? parts.join('/') : null;
}
