import { URI, Utils } from 'vscode-uri';

/** One spelling for each URI: editors differ in what they percent-encode and in how they write drive letters. */
export function normalizeUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/** The last part of a URI's path, decoded. */
export function nameOf(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

export function directoryOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

export function childOf(directory: string, name: string): string {
  return Utils.joinPath(URI.parse(directory), name).toString();
}

/** The path of a file below a directory, or null when it is elsewhere. */
export function pathBelow(directory: string, uri: string): string | null {
  const above = URI.parse(directory);
  const below = URI.parse(uri);
  if (above.scheme !== below.scheme || above.authority !== below.authority) return null;
  const prefix = above.path.endsWith('/') ? above.path : `${above.path}/`;
  return below.path.startsWith(prefix) ? below.path.slice(prefix.length) : null;
}
