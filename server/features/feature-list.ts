import { callHierarchy } from './call-hierarchy.js';
import { codeActions } from './code-actions.js';
import { codeLenses } from './code-lenses.js';
import { completion } from './completion.js';
import { definition } from './definition.js';
import { documentSymbols } from './document-symbols.js';
import { evaluator } from './evaluator.js';
import { expectationTests } from './expectation-tests.js';
import { exchange } from './exchange.js';
import type { Feature } from './feature.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { highlights } from './highlights.js';
import { hover } from './hover.js';
import { inlayHints } from './inlay-hints.js';
import { mappingTree } from './mapping-tree.js';
import { planning } from './planning.js';
import { references } from './references.js';
import { rename } from './rename.js';
import { review } from './review.js';
import { selectionRanges } from './selection-ranges.js';
import { semanticTokens } from './semantic-tokens.js';
import { simulation } from './simulation.js';
import { workspaceSymbols } from './workspace-symbols.js';

/** Every feature of the server beside diagnostics. */
export const features: readonly Feature[] = [
  codeActions,
  completion,
  hover,
  definition,
  references,
  highlights,
  rename,
  documentSymbols,
  workspaceSymbols,
  formatting,
  folding,
  selectionRanges,
  inlayHints,
  codeLenses,
  semanticTokens,
  simulation,
  expectationTests,
  mappingTree,
  review,
  callHierarchy,
  evaluator,
  exchange,
  planning,
];
