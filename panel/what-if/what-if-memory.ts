import { useMemo } from 'preact/hooks';
import type { WhatIfChanges } from '../../protocol.js';
import { usePanelState, useStore } from '../use-panel.js';

/** What the What if page remembers. The changes stay when another person is chosen: the same is tried out on them. */
export interface WhatIfMemory {
  readonly changes: WhatIfChanges;
  readonly showsUnchanged: boolean;
}

export const whatIfId = 'what-if';

const flags = ['jitEnabled', 'azureMarketplace', 'assignmentRequired', 'assignedByName'] as const;

/** What was remembered, as far as it is what this version remembers. */
export function readWhatIfMemory(saved: unknown): WhatIfMemory {
  const { changes, showsUnchanged } = (typeof saved === 'object' && saved !== null ? saved : {}) as Record<string, unknown>;
  return { changes: changesOf(changes), showsUnchanged: showsUnchanged === true };
}

function changesOf(value: unknown): WhatIfChanges {
  const of = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const texts = (items: unknown): string[] => (Array.isArray(items) ? items.filter((item) => typeof item === 'string') : []);
  const account = of['account'];
  return {
    addedGroups: texts(of['addedGroups']),
    removedGroups: texts(of['removedGroups']),
    ...(account === 'new' || account === 'existing' ? { account } : {}),
    ...Object.fromEntries(flags.flatMap((flag) => (typeof of[flag] === 'boolean' ? [[flag, of[flag]]] : []))),
  };
}

/** What the page remembers as it is drawn, and how to change what was chosen last, which may not be drawn yet. */
export function useWhatIfMemory(): readonly [WhatIfMemory, (change: (now: WhatIfMemory) => Partial<WhatIfMemory>) => void] {
  const store = useStore();
  const { state } = usePanelState();
  const saved = state.pages[whatIfId];
  const memory = useMemo(() => readWhatIfMemory(saved), [saved]);
  const remember = (change: (now: WhatIfMemory) => Partial<WhatIfMemory>): void => {
    const now = readWhatIfMemory(store.state.pages[whatIfId]);
    store.updatePage(whatIfId, { ...now, ...change(now) });
  };
  return [memory, remember];
}
