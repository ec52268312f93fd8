import { ExpressionReader } from '../../hosts/terraform/expression-reader.js';
import type { HclParser } from '../../hosts/terraform/hcl-parser.js';
import type { ModuleFile } from '../../hosts/terraform/module-file.js';
import { readHclFile } from '../../hosts/terraform/read-hcl-file.js';
import { readJsonFile } from '../../hosts/terraform/read-json-file.js';
import { TerraformModule } from '../../hosts/terraform/evaluate/terraform-module.js';
import { compareCodePoints } from '../../text/compare-code-points.js';
import type { MappingFile, SourceFile } from '../mapping-set.js';
import { emptyMappingFile } from '../read-sections.js';
import { DirectoryFiles } from './directory-files.js';
import { findIgnoresInTerraform, itemsInTerraform } from './ignores.js';
import { MappingCollector } from './collect-mappings.js';
import { findSyntaxProblems } from './syntax-problems.js';

/** What a directory's Terraform files come to. */
export interface TerraformReading {
  /** One for each of the Terraform files, in their order. */
  readonly files: readonly MappingFile[];
  /** One for each of the other files that values were taken from: variable values, and what `file` reads. */
  readonly companions: readonly MappingFile[];
  /** Paths of files that were asked for and not given: with them, the reading may tell more. */
  readonly wanted: readonly string[];
}

const resourceWord = /confluent_(?:group_mapping|role_binding|kafka_acl)/;

/** Whether a text of a Terraform file has anything to do with group mappings, which a search tells. */
export function concernsGroupMappings(text: string): boolean {
  return resourceWord.test(text);
}

/** Whether any of these files is Terraform that has to do with group mappings. */
export function needsHclParser(sources: Iterable<SourceFile>): boolean {
  for (const { path, text } of sources) if (/\.tf(?:\.json)?$/.test(path) && concernsGroupMappings(text)) return true;
  return false;
}

/** How the names of variable files may end. */
export const variableFileSuffixes: readonly string[] = ['.tfvars', '.tfvars.json'];

/** Whether a file's name is that of variable values which Terraform takes by itself; in a git revision it comes after a colon (`git:main:terraform.tfvars`). */
export function isVariableFile(name: string): boolean {
  return /(?:^|[/:])terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(name);
}

/** Reads the Terraform files of a directory together with the companions that are known. Remembers expressions from one reading to the next. */
export class TerraformReader {
  private readonly expressions: ExpressionReader;

  constructor(parser: HclParser) {
    this.expressions = new ExpressionReader(parser);
  }

  read(sources: readonly SourceFile[], companions: readonly SourceFile[]): TerraformReading {
    const moduleFiles = sources.map((source) => this.parse(source));
    const variables = companions.filter(({ path }) => isVariableFile(path)).sort(byPrecedence);
    const values = variables.map((source) => this.parse(source));
    const files = new DirectoryFiles(sources[0]?.path ?? '', companions, this.expressions);
    const module = new TerraformModule(moduleFiles, values, files);
    const collector = new MappingCollector(module, [...sources, ...companions]);
    const parts = collector.collect();
    const used = new Set([...variables.map(({ path }) => path), ...files.used]);
    return {
      files: sources.map((source, index) => {
        const file = moduleFiles[index];
        const problems = file ? findSyntaxProblems(file) : [];
        const own = parts.get(source.path);
        return {
          ...emptyMappingFile(source, [...problems, ...(own?.problems ?? [])]),
          groupMappings: own?.groupMappings ?? [],
          looseRoleBindings: own?.looseRoleBindings ?? [],
          ignores: file ? findIgnoresInTerraform(source.text, file) : [],
          ...(file ? { items: () => itemsInTerraform(file) } : {}),
        };
      }),
      companions: companions
        .filter(({ path }) => used.has(path))
        .map((source) => {
          const file = values[variables.indexOf(source)];
          return {
            ...emptyMappingFile(source, file ? findSyntaxProblems(file) : []),
            isCompanion: true,
            ignores: file ? findIgnoresInTerraform(source.text, file) : [],
            ...(file ? { items: () => itemsInTerraform(file) } : {}),
          };
        }),
      wanted: files.wanted,
    };
  }

  private parse({ path, text }: SourceFile): ModuleFile {
    return path.endsWith('.json') ? readJsonFile(path, text, this.expressions) : readHclFile(path, text, this.expressions);
  }
}

/** As Terraform takes them: `terraform.tfvars`, then the others by name; the last that gives a variable a value wins. */
function byPrecedence(a: SourceFile, b: SourceFile): number {
  const rank = ({ path }: SourceFile): number => (/(?:^|[/:])terraform\.tfvars(?:\.json)?$/.test(path) ? 0 : 1);
  return rank(a) - rank(b) || compareCodePoints(a.path, b.path);
}
