import type { Page } from './page.js';
import { signInPage } from './sign-in.js';

/** The tabs in their order. */
export const pages: readonly Page[] = [signInPage];
