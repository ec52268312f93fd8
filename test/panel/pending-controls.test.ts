import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pendingControls } from '../../panel/what-if/pending-controls.js';
import type { WhatIfChanges } from '../../protocol.js';
import { answerWhatIf } from '../../server/features/evaluator.js';
import { loadSet } from './open-panel.js';

const loaded = loadSet({
  'a.groupmap.yaml': `
organization: { marketplace: azure }
sso: { group_attribute: g, application: { assigned_users: [ana] } }
users:
  - { name: ana, member_of: [a, b, a] }
  - { name: ben, account: existing, attributes: { g: [b] } }
  - { name: eva }
`,
});
const groups = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
const changes: fc.Arbitrary<WhatIfChanges> = fc.record(
  {
    addedGroups: groups,
    removedGroups: groups,
    account: fc.constantFrom('new' as const, 'existing' as const),
    jitEnabled: fc.boolean(),
    azureMarketplace: fc.boolean(),
    assignmentRequired: fc.boolean(),
    assignedByName: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('boxes show at once what the answer will say; JIT that nobody chose follows the marketplace later', () => {
  fc.assert(
    fc.property(fc.constantFrom('ana', 'ben', 'eva'), changes, changes, (name, earlier, later) => {
      const controlsOf = (of: WhatIfChanges) => {
        const view = answerWhatIf(loaded, { who: { kind: 'user', name }, changes: of });
        if (!view) throw new Error('There is no answer.');
        return view.controls;
      };
      const { jitEnabled, ...controls } = controlsOf(later);
      const pending = pendingControls(controlsOf(earlier), later);
      expect(pending).toMatchObject(controls);
      if (later.jitEnabled !== undefined) expect(pending.jitEnabled).toEqual(jitEnabled);
    }),
  );
});
