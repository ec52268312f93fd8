import type { WhatIfChanges, WhatIfControls } from '../../protocol.js';
/** The controls as they will be once the changes are answered: a box that is ticked shows it at once. */
export declare function pendingControls(answered: WhatIfControls, changes: WhatIfChanges): WhatIfControls;
