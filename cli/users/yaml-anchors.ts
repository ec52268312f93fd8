import { isNode, Scalar, visit, YAMLMap, type Document } from 'yaml';

/**
 * What the items of a list have named so far with `&anchor`, for the aliases of later items. Kept as plain values that later ones share, so
 * that aliases of aliases do not multiply.
 */
export class YamlAnchors {
  private readonly values = new Map<string, unknown>();
  private keptLength = 0;

  /** @param longest Characters of the texts whose anchors are kept; what later texts name is not remembered. */
  constructor(private readonly longest: number) {}

  /** Puts what earlier items named in the place of the aliases that have no anchor in `document` itself. */
  resolveIn(document: Document): void {
    if (this.values.size === 0) return;
    visit(document, {
      Alias: (_key, alias) =>
        this.values.has(alias.source) && alias.resolve(document) === undefined ? nodeOf(this.values.get(alias.source)) : undefined,
    });
  }

  /** Remembers what `document`, read from a text of `length` characters, names. Its aliases are resolved. */
  remember(document: Document, length: number): void {
    const named: [string, unknown][] = [];
    visit(document, {
      Value: (_key, node) => {
        if (isNode(node) && node.anchor !== undefined) named.push([node.anchor, node.toJS(document)]);
      },
    });
    if (named.length === 0) return;
    this.keptLength += length;
    if (this.keptLength > this.longest) return;
    for (const [name, value] of named) this.values.set(name, value);
  }

  forget(): void {
    this.values.clear();
    this.keptLength = 0;
  }
}

/** A map stays one, since `<<` takes nothing else; its values, and all others, are handed through as they are. */
function nodeOf(value: unknown): Scalar | YAMLMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Scalar(value);
  const map = new YAMLMap();
  for (const [key, item] of Object.entries(value)) map.set(key, new Scalar(item));
  return map;
}
