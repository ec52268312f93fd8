import { Option, type Command } from 'commander';
import { importUsers, type ImportUsersOptions } from '../../src-language/exchange/directory/import-users.js';
import { exportedFile, importMappings, organizationFile, type ExportedFile } from '../../src-language/exchange/import-mappings.js';
import { importSignIn } from '../../src-language/exchange/import-sign-in.js';
import type { ImportedYaml } from '../../src-language/exchange/imported-yaml.js';
import type { SourceFile } from '../../src-language/mapping-set/mapping-set.js';
import { hostKindOf } from '../../src-language/mapping-set/hosts-by-kind.js';
import { addExamples, gather, type CommandContext, type RunBody } from '../command.js';
import { exitCode, UsageError, worstExitCode, type ExitCode } from '../command-io.js';
import { nameInRow, printable } from '../display-text.js';
import { reportUnreadable } from '../files/load-mapping-sets.js';
import { readInput } from '../files/read-input.js';

const exitCodes = 'Exit codes: 0 imported, 1 the file holds nothing that can be imported, 2 wrong usage, 3 the file cannot be read.';

/** What the three have in common, for their help. */
const common = `
The mapping file goes to standard output, with comments that say where each value came from; remarks
go to standard error too. Nothing is sent anywhere, and no file is written.

${exitCodes}`;

export function registerImport(program: Command, run: RunBody): void {
  const command = program
    .command('import')
    .summary('make a mapping file of a SAML response, a directory export or an export of mappings')
    .helpCommand(false)
    .description('Makes a mapping file (YAML) of what an identity provider or Confluent Cloud gives out.');
  registerImportSaml(command, run);
  registerImportUsers(command, run);
  registerImportMappings(command, run);
}

function registerImportSaml(program: Command, run: RunBody): void {
  const command = program
    .command('saml')
    .summary('a SAML response or ID token as a sample user')
    .description(
      'Makes a sample user of a SAML response or assertion (XML, base64, deflated, URL-encoded, a form body with SAMLResponse=…) ' +
        'or of an ID token (or its payload as JSON): every attribute, with its values exactly as they are.',
    )
    .argument('<file>', "the file; '-' reads standard input")
    .action((file: string) => run((context) => importOne(file, context, (text, shown) => importSignIn(text, shown))));
  addExamples(
    command,
    [
      ['groupmap import saml response.txt', 'what a browser posted, copied from its network tab'],
      ['pbpaste | groupmap import saml - >> users.groupmap.yaml', 'from the clipboard (macOS), kept as a sample user'],
    ],
    `
Where to find it: open the browser's developer tools, keep the log, sign in to Confluent Cloud, and
copy the form data of the request that carries SAMLResponse.
Signatures and dates are not checked: this shows what is sent, not whether to believe it.
${common}`,
  );
}

interface UsersOptions {
  readonly column?: ImportUsersOptions['columns'];
  readonly separator?: string;
  readonly group?: readonly string[];
}

function registerImportUsers(program: Command, run: RunBody): void {
  const command = program
    .command('users')
    .summary('a directory export as sample users and known groups')
    .description(
      'Makes sample users of what a directory exports: Microsoft Entra (CSV, Microsoft Graph JSON), Okta (CSV, API JSON), or any CSV or JSON ' +
        'whose columns are named. Only names and memberships are taken over; groups with ids become known groups.',
    )
    .argument('<file>', "the file; '-' reads standard input")
    .addOption(
      new Option(
        '--column <what=name>',
        'which column holds the name of the user (name=…) or groups (groups=…); may be given more than once',
      ).argParser(takeColumn),
    )
    .option('--separator <text>', 'what joins several groups in one cell, when the guess is wrong')
    .option('--group <group>', 'a group that everybody in the file is in: for the list of its members; may be given more than once', gather)
    .action((file: string, options: UsersOptions) => {
      if (options.separator === '') throw new UsageError('--separator cannot be empty');
      const { column, separator, group } = options;
      const given: ImportUsersOptions = {
        ...(column && { columns: column }),
        ...(separator && { separator }),
        ...(group && { groups: group }),
      };
      return run((context) => importOne(file, context, (text, shown) => importUsers(text, shown, given)));
    });
  addExamples(
    command,
    [
      ['groupmap import users users.json', 'Graph: GET /users?$expand=memberOf'],
      ['groupmap import users members.csv --group cc-oncall', 'Entra: Download members of a group'],
      ['groupmap import users groups.csv', 'Entra: Download groups, as known groups'],
      ['groupmap import users report.csv --column name=Email --column groups="Group memberships"', 'any CSV'],
    ],
    `
Several lines for one user add up. A cell with several groups is taken apart at ; or | or line breaks
or commas, whichever it has in that order; one blank after each separator belongs to it, other blanks
to the values. Columns that stand twice, are empty or lie in lists (memberOf/0/displayName) are
handled, and the output says how. Disabled accounts are left out.
${common}`,
  );
}

function registerImportMappings(program: Command, run: RunBody): void {
  const command = program
    .command('mappings')
    .summary('an export of group mappings and role bindings')
    .description('Makes a mapping file of group mappings as the Confluent command line or the REST API lists them.')
    .argument('<file...>', "the files: mappings and, if you have them, role bindings; '-' reads standard input")
    .option('--organization <id>', 'the id of the organization, which listings of role bindings leave out of resource names')
    .action((files: string[], options: { readonly organization?: string }) =>
      run((context) => importMappingFiles(files, options.organization, context)),
    );
  addExamples(
    command,
    [
      ['confluent iam group-mapping list -o json | groupmap import mappings -', 'the mappings'],
      ['groupmap import mappings mappings.json bindings.json --organization ID', 'with their role bindings'],
    ],
    `
A mapping file is one already: groupmap export yaml writes what another host, such as Terraform, holds.
${common}`,
  );
}

/** `name=COLUMN` or `groups=COLUMN`. */
function takeColumn(value: string, before: ReadonlyMap<string, readonly string[]> = new Map()): ReadonlyMap<string, readonly string[]> {
  const [, what, column] = /^(name|groups)=(.+)$/s.exec(value) ?? [];
  if (what === undefined || column === undefined)
    throw new UsageError(
      `--column says what a column holds, as name=COLUMN or groups=COLUMN, and this is ${printable(JSON.stringify(value))}`,
    );
  return new Map([...before, [what, [...(before.get(what) ?? []), column]]]);
}

async function importOne(
  file: string,
  context: CommandContext,
  importText: (text: string, shown: string) => ImportedYaml,
): Promise<ExitCode> {
  const { io } = context;
  const read = await readInput(file, io);
  if (!read.ok) {
    await reportUnreadable({ path: read.shown, reason: read.reason }, io);
    return exitCode.unreadable;
  }
  return print(importText(read.text, read.shown), read.shown, context);
}

async function importMappingFiles(files: readonly string[], organization: string | undefined, context: CommandContext): Promise<ExitCode> {
  const { io, services } = context;
  const exports: ExportedFile[] = [];
  let code: ExitCode = exitCode.fine;
  for (const file of files) {
    const kind = file === '-' ? null : hostKindOf(file, { named: false });
    if (kind !== null && kind !== 'export')
      throw new UsageError(`${printable(file)} is a mapping file already: groupmap export yaml writes what it holds as YAML`);
    const read = await readInput(file, io);
    if (!read.ok) {
      await reportUnreadable({ path: read.shown, reason: read.reason }, io);
      code = exitCode.unreadable;
    } else exports.push(exportedFile(read.shown, read.text));
  }
  if (exports.length === 0) return code;
  const shown = exports.map((file) => file.shown).join(', ');
  const sources: SourceFile[] = [...exports];
  if (organization !== undefined) sources.push(organizationFile(organization));
  const set = services.assemble(sources.map((source) => services.readFile(source)));
  for (const { source, problems } of set.files) {
    const broken = problems.find((problem) => problem.code === 'host-syntax');
    if (!broken) continue;
    await io.stderr.write(
      `groupmap: ${printable(exports.find(({ path }) => path === source.path)?.shown ?? source.path)}: ${printable(broken.message)}\n`,
    );
    code = worstExitCode(code, exitCode.findings);
  }
  return worstExitCode(code, await print(importMappings(set, exports), shown, context));
}

async function print(imported: ImportedYaml, shown: string, { io }: CommandContext): Promise<ExitCode> {
  if (imported.yaml === null) {
    await io.stderr.write(`groupmap: ${printable(shown)}: ${printable(imported.mistake)}\n`);
    const [first] = imported.columns ?? [];
    if (first !== undefined)
      await io.stderr.write(`groupmap: use --column name=COLUMN; the columns are ${(imported.columns ?? []).map(nameInRow).join(', ')}\n`);
    return exitCode.findings;
  }
  for (const remark of imported.remarks) await io.stderr.write(`groupmap: ${printable(remark)}\n`);
  if (imported.lacksMemberships) await io.stderr.write('groupmap: use --column groups=COLUMN, or --group GROUP\n');
  await io.stdout.write(imported.yaml);
  return exitCode.fine;
}
