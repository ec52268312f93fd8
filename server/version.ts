declare const GROUPMAP_VERSION: string | undefined;

/** The version of the package; the build writes it in. `0.0.0` when run from sources. */
export const serverVersion: string = typeof GROUPMAP_VERSION === 'string' ? GROUPMAP_VERSION : '0.0.0';
