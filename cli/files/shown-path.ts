import { isAbsolute, relative, sep } from 'node:path';

/** A path as it is shown and printed: relative to the working directory, `/` between its parts on every platform. */
export function shownPath(absolutePath: string, cwd: string): string {
  const path = relative(cwd, absolutePath) || '.';
  return sep === '/' || isAbsolute(path) ? path : path.split(sep).join('/');
}
