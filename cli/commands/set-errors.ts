import { counted, printable } from '../display-text.js';
import type { CommandContext } from '../command.js';
import { exitCode, type ExitCode } from '../command-io.js';
import { describeFault, reportUnreadable } from '../files/load-mapping-sets.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';

/**
 * What the errors of a set come to for a command that prints its results all the same: exit code 1, and a line on standard error that
 * says where to look. Bare filters beside the set are no part of it.
 */
export async function reportSetErrors({ set }: { readonly set: MappingSet }, { io, services }: CommandContext): Promise<ExitCode> {
  try {
    const apart = new Set(set.files.filter(({ bareFilter }) => bareFilter !== null).map((file) => file.source.path));
    const errors = services.findings(set).filter(({ severity, file }) => severity === 'error' && !apart.has(file));
    const [first] = errors;
    if (!first) return exitCode.fine;
    const more = errors.length > 1 ? `${counted(errors.length - 1, 'more error')}; ` : '';
    await io.stderr.write(
      `groupmap: ${printable(first.file)} has an error: ${printable(first.message)} (${more}groupmap check shows where)\n`,
    );
    return exitCode.findings;
  } catch (fault) {
    await reportUnreadable({ path: set.files.map((file) => file.source.path).join(', '), reason: describeFault(fault) }, io);
    return exitCode.unreadable;
  }
}
