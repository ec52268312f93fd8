import { Language, Parser, type Node } from 'web-tree-sitter';

/** A node of the parser's tree, valid only while it is being read. */
export type HclNode = Node;

/** Parses HCL; synchronous once it is there. */
export interface HclParser {
  /** Hands the tree of a text to `read`; the tree is gone afterwards. */
  parse<Result>(text: string, read: (root: HclNode) => Result): Result;
}

/** What the parser is made of: web-tree-sitter's runtime and the HCL grammar, both WebAssembly. */
export interface HclParserFiles {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** The files' names, as they lie beside the programs. */
export const hclParserFiles = ['web-tree-sitter.wasm', 'tree-sitter-hcl.wasm'] as const;
export type HclParserFileName = (typeof hclParserFiles)[number];

/** Makes the parser of files that `read` finds by their names. */
export async function loadHclParserFrom(read: (name: HclParserFileName) => Promise<Uint8Array>): Promise<HclParser> {
  const [runtime, grammar] = await Promise.all(hclParserFiles.map(read));
  if (!runtime || !grammar) throw new Error('a file of the parser is missing');
  return createHclParser({ runtime, grammar });
}

/** Makes the parser. Rejects when the files are not what they should be. */
export async function createHclParser({ runtime, grammar }: HclParserFiles): Promise<HclParser> {
  await Parser.init({ wasmBinary: runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return {
    parse(text, read) {
      const tree = parser.parse(text);
      if (!tree) throw new Error('the parser was interrupted');
      try {
        return read(tree.rootNode);
      } finally {
        tree.delete();
      }
    },
  };
}
