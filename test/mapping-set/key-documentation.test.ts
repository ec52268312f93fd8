import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentationOfKey, shapeAtPath } from '../../src-language/mapping-set/key-documentation.js';

interface SchemaNode {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

const schema = JSON.parse(readFileSync(new URL('../../schemas/groupmap.schema.json', import.meta.url), 'utf8')) as SchemaNode;

function resolved(node: SchemaNode): SchemaNode {
  return node.$ref ? (schema.definitions?.[node.$ref.split('/').at(-1) ?? ''] ?? {}) : node;
}

/** Every key of the schema with the path of one place where it stands. */
function* keysOf(node: SchemaNode, path: readonly (string | number)[]): Generator<readonly [readonly (string | number)[], SchemaNode]> {
  for (const [key, value] of Object.entries(node.properties ?? {})) {
    // Severities are documented by their rules.
    if (path.at(-1) === 'severity') continue;
    const child = resolved(value);
    yield [[...path, key], child];
    yield* keysOf(child, [...path, key]);
    if (child.items) yield* keysOf(resolved(child.items), [...path, key, 0]);
  }
}

const keys = [...keysOf(schema, [])].map(([path, node]) => [path.join('.'), path, node] as const);

describe('documentation of keys', () => {
  it('knows the schema', () => {
    expect(keys.length).toBeGreaterThan(60);
  });

  it.each(keys)('says of %s what the JSON Schema says', (_name, path, node) => {
    const documentation = documentationOfKey(path);
    expect(documentation).toMatchObject({ title: node.title, description: node.description });
    expect(documentation?.default).toBe(node.default === undefined ? undefined : String(node.default));
    if (node.enum)
      expect(documentation?.values).toEqual(
        Object.fromEntries(node.enum.map((value, index) => [value, node.enumDescriptions?.[index] ?? ''])),
      );
    if (node.type === 'string') expect(documentation?.examples).toEqual(node.examples);
  });

  it.each(keys)('documents no key at the place of %s that the schema does not have', (_name, path) => {
    const siblings = keys.filter(([, other]) => other.length === path.length && other.slice(0, -1).join() === path.slice(0, -1).join());
    expect(Object.keys(shapeAtPath(path.slice(0, -1))?.keys ?? {})).toEqual(siblings.map(([, other]) => other.at(-1)));
  });

  it('says nothing of keys that are not known where they stand', () => {
    for (const path of [
      ['filter'],
      ['group_mappings', 'filter'],
      ['users', 0, 'filter'],
      ['expected', 'role_name'],
      ['x-own'],
      [],
      [0],
      ['users', 0, 'toString'],
    ])
      expect(documentationOfKey(path)).toBeUndefined();
  });
});
