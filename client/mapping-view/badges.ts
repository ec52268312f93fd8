import * as vscode from 'vscode';
import type { Badge } from './describe-node.js';

const scheme = 'groupmap-item';

const colors = { error: 'list.errorForeground', warning: 'list.warningForeground' } as const;

/** An address of an item of the view that carries what its badge says: the editor asks for the badge of an address. */
export function badgeUri(id: string, badge: Badge | null): vscode.Uri {
  const query = badge ? `${badge.severity}=${badge.count}` : '';
  return vscode.Uri.from({ scheme, path: `/${encodeURIComponent(id)}`, query });
}

/** Badges and colours for items at which errors or warnings are found. */
export function createBadges(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      const found = uri.scheme === scheme ? /^(error|warning)=(\d+)$/.exec(uri.query) : null;
      if (!found) return undefined;
      const severity = found[1] as keyof typeof colors;
      const count = Number(found[2]);
      return new vscode.FileDecoration(count > 9 ? '9+' : String(count), tooltipOf(count), new vscode.ThemeColor(colors[severity]));
    },
  });
}

function tooltipOf(count: number): string {
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count);
}
