import {
  DefaultTokenBuilder,
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  createLangiumParser,
  EmptyFileSystem,
  inject,
  isTokenTypeArray,
} from 'langium';
import type {
  DefaultSharedCoreModuleContext,
  LangiumCoreServices,
  LangiumParser,
  LangiumSharedCoreServices,
  Lexer,
  LexerResult,
  Module,
  PartialLangiumCoreServices,
} from 'langium';
import { DefaultLexer } from 'langium';
import { GroupFilterGeneratedModule, GroupFilterGeneratedSharedModule } from './generated/module.js';

/** The Langium services that reading a filter takes. */
export interface FilterServices {
  readonly lexer: Lexer;
  /** The parser; `renewParser` replaces it. */
  readonly parser: LangiumParser;
  /** To be called after `parser` threw: a Langium parser that threw answers wrongly from then on. */
  renewParser(): void;
}

/** Langium's core services for the filter language, without the language server and without a file system. */
export function createFilterServices(): FilterServices {
  const context: DefaultSharedCoreModuleContext = EmptyFileSystem;
  const shared = inject(createDefaultSharedCoreModule(context), GroupFilterGeneratedSharedModule) as LangiumSharedCoreServices;
  const services = inject(createDefaultCoreModule({ shared }), GroupFilterGeneratedModule, filterModule) as LangiumCoreServices;
  shared.ServiceRegistry.register(services);
  let parser = services.parser.LangiumParser;
  return {
    lexer: services.parser.Lexer,
    get parser() {
      return parser;
    },
    renewParser() {
      parser = createLinearParser(services);
    },
  };
}

const filterModule: Module<LangiumCoreServices, PartialLangiumCoreServices> = {
  parser: {
    LangiumParser: (services) => createLinearParser(services),
    TokenBuilder: () => new VisibleBlanksTokenBuilder(),
    Lexer: (services) => new LastTextLexer(services),
    // Literals are decoded from their source text, so every terminal stays as it is written.
    ValueConverter: () => ({ convert: (input: string) => input }),
  },
};

/** Langium skips every terminal that matches some blank; blanks that CEL does not know must be seen to be reported. */
class VisibleBlanksTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(...input: Parameters<DefaultTokenBuilder['buildTokens']>): ReturnType<DefaultTokenBuilder['buildTokens']> {
    const tokens = super.buildTokens(...input);
    if (isTokenTypeArray(tokens)) for (const token of tokens) if (token.name === 'FOREIGN_SPACE') token.GROUP = 'hidden';
    return tokens;
  }
}

/** Keeps its last answer: the guards before the parser look at the same tokens as the parser. */
class LastTextLexer extends DefaultLexer {
  private last: { readonly text: string; readonly result: LexerResult } | null = null;

  override tokenize(text: string): LexerResult {
    if (this.last?.text !== text) this.last = { text, result: super.tokenize(text) };
    // The parser takes the hidden tokens out of the answer that it is given.
    return { ...this.last.result, hidden: [...this.last.result.hidden] };
  }
}

interface SyntaxNode {
  readonly container?: { readonly content: SyntaxNode[] };
}
interface NodeBuilder {
  addHiddenNodes(tokens: LexerResult['hidden']): void;
  removeNode(node: SyntaxNode): void;
}

/**
 * Langium 4.2.1 searches all siblings of a node when it adds hidden tokens, even when there are none, and when it moves a node under
 * another one, though that is always the last. Both made the time for long filters quadratic.
 */
function createLinearParser(services: LangiumCoreServices): LangiumParser {
  const parser = createLangiumParser(services);
  const builder = (parser as unknown as { readonly nodeBuilder: NodeBuilder }).nodeBuilder;
  // Hidden tokens (blanks, comments, foreign characters) are read from the lexer: the syntax tree does without them.
  builder.addHiddenNodes = () => undefined;
  const removeNode = builder.removeNode.bind(builder);
  builder.removeNode = (node) => {
    const siblings = node.container?.content;
    if (siblings && siblings[siblings.length - 1] === node) siblings.pop();
    else removeNode(node);
  };
  return parser;
}
