import type { Questions } from '../messages.js';
import type { PanelStore } from '../panel-store.js';
import type { ShownProposal } from '../../protocol.js';

/**
 * Whether what is wanted now still comes to the lines that somebody has seen. Who types on and confirms sooner than an answer comes has not
 * seen the lines that belong to it: these are shown in a moment, and nothing is written until then.
 */
export async function isStillProposed(
  store: PanelStore,
  wanted: Questions['whatIfSave']['params'],
  { edits }: ShownProposal,
): Promise<boolean> {
  const answer = await store.ask('whatIfSave', wanted);
  return JSON.stringify(answer?.proposal?.edits) === JSON.stringify(edits);
}
