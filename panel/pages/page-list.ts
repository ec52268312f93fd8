import { diffPage } from './diff.js';
import { matrixPage } from './matrix.js';
import type { Page } from './page.js';
import { signInPage } from './sign-in.js';
import { whatIfPage } from './what-if.js';

/** The tabs in their order. */
export const pages: readonly Page[] = [signInPage, matrixPage, whatIfPage, diffPage];
