/** Sizes of the matrix, in pixels; matrix.css has the same. */
export const rowSize = 24;
export const columnSize = 32;
export const headSize = 146;
export const countsSize = 100;
/** The names take what the mappings leave, within these bounds; the lower one is for narrow panels. */
export const narrowNames = 132;
export const leastNames = 184;
export const mostNames = 320;
/** Below this width the counts are not kept in sight. */
export const narrowPanel = 480;
