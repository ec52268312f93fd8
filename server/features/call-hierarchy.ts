import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
} from 'vscode-languageserver';
import {
  accessLinkAt,
  incomingLinks,
  outgoingLinks,
  type AccessLink,
  type LinkedItem,
  type LinkItem,
} from '../../src-language/editing/call-hierarchy.js';
import { handleSafely } from '../handle-safely.js';
import type { LoadedSet } from '../loaded-set.js';
import { toLspRange, toOffset } from '../places.js';
import type { Feature } from './feature.js';

const kinds: Readonly<Record<AccessLink['kind'], SymbolKind>> = {
  role: SymbolKind.Enum,
  mapping: SymbolKind.Class,
  group: SymbolKind.Constant,
};

/** Groups "call" the mappings whose filters name them, and mappings the roles that they grant: who calls OrganizationAdmin? */
export const callHierarchy: Feature = {
  capabilities: () => ({ callHierarchyProvider: true }),
  register({ connection, fileOf }) {
    connection.languages.callHierarchy.onPrepare(
      handleSafely<CallHierarchyPrepareParams, CallHierarchyItem[] | null>(connection, 'callHierarchy', null, async (params, token) => {
        const found = await fileOf(params.textDocument.uri, token);
        if (!found) return null;
        const item = accessLinkAt(found.loaded.context, found.file.path, toOffset(found.file, params));
        const shown = item && toLspItem(found.loaded, item);
        return shown && [shown];
      }),
    );
    connection.languages.callHierarchy.onIncomingCalls(
      handleSafely<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[] | null>(
        connection,
        'callHierarchy/incomingCalls',
        null,
        async ({ item }, token) => {
          const found = await fileOf(item.uri, token);
          const link = linkOf(item);
          if (!found || !link) return null;
          return incomingLinks(found.loaded.context, link).flatMap((linked) => {
            const from = toLspItem(found.loaded, linked.item);
            // The protocol wants the places in the file of whoever calls: those of groups stand in the mapping's.
            return from
              ? [{ from, fromRanges: link.kind === 'role' ? rangesIn(found.loaded, linked, linked.item.file) : [from.selectionRange] }]
              : [];
          });
        },
      ),
    );
    connection.languages.callHierarchy.onOutgoingCalls(
      handleSafely<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[] | null>(
        connection,
        'callHierarchy/outgoingCalls',
        null,
        async ({ item }, token) => {
          const found = await fileOf(item.uri, token);
          const link = linkOf(item);
          if (!found || !link) return null;
          return outgoingLinks(found.loaded.context, link).flatMap((linked) => {
            const to = toLspItem(found.loaded, linked.item);
            return to
              ? [{ to, fromRanges: link.kind === 'mapping' ? rangesIn(found.loaded, linked, link.file) : [item.selectionRange] }]
              : [];
          });
        },
      ),
    );
  },
};

function toLspItem(loaded: LoadedSet, { link, label, detail, file: path, range, nameRange }: LinkItem): CallHierarchyItem | null {
  const file = loaded.fileAt(path);
  if (!file) return null;
  return {
    name: label,
    detail,
    kind: kinds[link.kind],
    uri: file.uri,
    range: toLspRange(file, range),
    selectionRange: toLspRange(file, nameRange),
    data: link,
  };
}

function rangesIn(loaded: LoadedSet, { ranges }: LinkedItem, path: string) {
  const file = loaded.fileAt(path);
  return file ? ranges.map((range) => toLspRange(file, range)) : [];
}

/** What was asked about; null for an item that is none of ours. */
function linkOf({ data }: CallHierarchyItem): AccessLink | null {
  const link = data as Partial<Extract<AccessLink, { kind: 'mapping' }>> | AccessLink | null | undefined;
  if (typeof link !== 'object' || link === null || typeof link.name !== 'string') return null;
  if (link.kind === 'mapping') return typeof link.file === 'string' && typeof link.line === 'number' ? (link as AccessLink) : null;
  return link.kind === 'role' || link.kind === 'group' ? (link as AccessLink) : null;
}
