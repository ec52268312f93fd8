import type { EvaluatorPanel } from '../evaluator-panel/evaluator-panel.js';
import type { ServerConnection } from '../server-connection.js';
import { findMappingFile } from './find-mapping-file.js';

/** Opens the evaluator at the set that a command is about, and at one of its users where one is named. */
export async function openEvaluator(
  connection: ServerConnection,
  evaluator: EvaluatorPanel,
  argument: unknown,
  user: unknown,
): Promise<void> {
  const file = await findMappingFile(connection, argument);
  if (file) evaluator.open({ uri: file.toString(), ...(typeof user === 'string' && { page: 'sign-in', user }) });
}
