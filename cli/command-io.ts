/** Where text goes. A closed output (`groupmap … | head`) swallows what is written: whoever streams asks `isClosed` and stops early. */
export interface TextOutput {
  /** Resolves once there is room for more, so that a slow reader slows the writer down instead of filling memory. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Width in columns; 100 where there is no terminal to ask. */
  readonly columns: number;
  readonly isClosed: boolean;
}

/** The world as the commands see it, so that a test runs them in its own process. Files are read through `node:fs`, below `cwd`. */
export interface CommandIo {
  /** Bytes piped in; asked for only by a command that reads standard input. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Results, and nothing else. */
  readonly stdout: TextOutput;
  /** Everything else: mistakes, progress, what could not be read. */
  readonly stderr: TextOutput;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A file that belongs to the program, by its name: the parser of Terraform, which few commands need. */
  readProgramFile(name: string): Promise<Uint8Array>;
}

/** What a command ends with: fine, findings, wrong usage, unreadable. The numbers are the process's exit codes. */
export const exitCode = { fine: 0, findings: 1, usage: 2, unreadable: 3 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The exit code of several results: what could not be read outweighs wrong usage, and that outweighs findings. */
export function worstExitCode(...codes: readonly ExitCode[]): ExitCode {
  return codes.reduce((worst, code) => (code > worst ? code : worst), exitCode.fine);
}

/** Wrong usage: its message goes to stderr and the exit code is 2. */
export class UsageError extends Error {}
