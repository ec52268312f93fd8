import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
} from 'vscode-languageserver';
import { completeAt } from '../../src-language/editing/complete/complete-at.js';
import { withoutTabStops, type CompletionEntry, type CompletionKind } from '../../src-language/editing/complete/completion-entry.js';
import { handleSafely } from '../handle-safely.js';
import type { SetFile } from '../loaded-set.js';
import { toLspRange, toOffset } from '../places.js';
import type { Feature } from './feature.js';

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  group: CompletionItemKind.Constant,
  test: CompletionItemKind.Function,
  operator: CompletionItemKind.Operator,
  variable: CompletionItemKind.Variable,
  keyword: CompletionItemKind.Keyword,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  role: CompletionItemKind.Interface,
  resource: CompletionItemKind.Field,
  mapping: CompletionItemKind.Class,
  user: CompletionItemKind.Reference,
  code: CompletionItemKind.Event,
  snippet: CompletionItemKind.Snippet,
};

/** What is offered at the cursor. Documentation follows when an item is looked at, so that long lists stay light. */
export const completion: Feature = {
  capabilities: () => ({ completionProvider: { resolveProvider: true, triggerCharacters: ['"', "'", ' ', ':', '/', '=', '.', '&', '|'] } }),
  register({ connection, client, fileOf }) {
    /** The entries of the last list: the only one that is shown. */
    let shown: { readonly id: number; readonly entries: readonly CompletionEntry[] } = { id: 0, entries: [] };

    connection.onCompletion(
      handleSafely<CompletionParams, CompletionList | null>(connection, 'completion', null, async (params, token) => {
        const found = await fileOf(params.textDocument.uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        const entries = completeAt(loaded.context, file.path, toOffset(file, params));
        shown = { id: shown.id + 1, entries };
        const { id } = shown;
        return { isIncomplete: false, items: entries.map((entry, index) => toItem(file, entry, client(), { id, index })) };
      }),
    );
    connection.onCompletionResolve((item) => {
      const { id, index } = (item.data ?? {}) as Partial<ItemData>;
      const documentation = id === shown.id ? shown.entries[index ?? -1]?.documentation : null;
      return documentation ? { ...item, documentation: { kind: MarkupKind.Markdown, value: documentation } } : item;
    });
  },
};

/** What an item keeps to find its entry again. */
interface ItemData {
  readonly id: number;
  readonly index: number;
}

function toItem(file: SetFile, entry: CompletionEntry, client: ClientCapabilities, data: ItemData): CompletionItem {
  const can = client.textDocument?.completion?.completionItem;
  const item: CompletionItem = {
    label: entry.label,
    kind: kinds[entry.kind],
    filterText: entry.filterText,
    sortText: entry.sortText,
    textEdit: {
      range: toLspRange(file, entry.edit.range),
      newText: entry.isSnippet && !can?.snippetSupport ? withoutTabStops(entry.edit.newText) : entry.edit.newText,
    },
  };
  if (entry.isSnippet && can?.snippetSupport) item.insertTextFormat = InsertTextFormat.Snippet;
  if (entry.detail !== null) item.detail = entry.detail;
  if (entry.description !== null && can?.labelDetailsSupport) item.labelDetails = { description: entry.description };
  if (entry.documentation !== null) item.data = data;
  if (entry.additionalEdits.length > 0)
    item.additionalTextEdits = entry.additionalEdits.map(({ range, newText }) => ({ range: toLspRange(file, range), newText }));
  // A command of the editor's own; others leave it alone.
  if (entry.hasMore) item.command = { title: '', command: 'editor.action.triggerSuggest' };
  return item;
}
