import type { WhatIfChanges, WhatIfControls } from '../../protocol.js';

/** The controls as they will be once the changes are answered: a box that is ticked shows it at once. */
export function pendingControls(answered: WhatIfControls, changes: WhatIfChanges): WhatIfControls {
  const { addedGroups = [], removedGroups = [] } = changes;
  const held = answered.groups.filter(({ state }) => state !== 'added').map(({ group }) => group);
  const { account, jitEnabled, azureMarketplace, assignmentRequired, assignedByName } = answered;
  return {
    ...answered,
    groups:
      answered.groupsFrom === 'none'
        ? []
        : [
            ...held.map((group) => ({ group, state: removedGroups.includes(group) ? ('removed' as const) : ('kept' as const) })),
            ...addedGroups.filter((group) => !held.includes(group)).map((group) => ({ group, state: 'added' as const })),
          ],
    account: { now: account.now, whatIf: changes.account ?? account.now },
    // Without a choice of its own it follows the marketplace.
    jitEnabled: { now: jitEnabled.now, whatIf: changes.jitEnabled ?? jitEnabled.whatIf },
    azureMarketplace: { now: azureMarketplace.now, whatIf: changes.azureMarketplace ?? azureMarketplace.now },
    assignmentRequired: { now: assignmentRequired.now, whatIf: changes.assignmentRequired ?? assignmentRequired.now },
    assignedByName: { now: assignedByName.now, whatIf: changes.assignedByName ?? assignedByName.now },
  };
}
