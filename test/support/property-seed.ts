import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run of a commit, so that a red run means a change and not a draw. `npm run test:random` draws
 * others: it sets `PROPERTY_SEED` to a number that a failure prints, and that repeats it.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20_251_126) | 0 });
