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
