import type { Feature } from './feature.js';
import { codeLenses } from './code-lenses.js';
import { documentSymbols } from './document-symbols.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { inlayHints } from './inlay-hints.js';
import { selectionRanges } from './selection-ranges.js';
import { semanticTokens } from './semantic-tokens.js';
import { workspaceSymbols } from './workspace-symbols.js';
import { simulation } from './simulation.js';

/** Every feature of the server beside diagnostics. */
export const features: readonly Feature[] = [
  codeLenses,
  documentSymbols,
  folding,
  formatting,
  inlayHints,
  selectionRanges,
  semanticTokens,
  workspaceSymbols,
  simulation,
];
