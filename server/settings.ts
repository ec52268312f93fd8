import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { EditorSettings } from '../protocol.js';

/** The section of the editor's settings that is ours. */
const section = 'groupmap';

/** `groupmap.*` of the editor, followed as it changes: what is of the editor's own, never what decides findings. */
export class SettingsStore {
  private current: EditorSettings = {};

  constructor(private readonly connection: Connection) {}

  get(): EditorSettings {
    return this.current;
  }

  /** Takes settings that the client pushed, or asks it for them where it can be asked. Says whether they changed. */
  async refresh(client: ClientCapabilities, pushed?: unknown): Promise<boolean> {
    const before = JSON.stringify(this.current);
    if (client.workspace?.configuration) {
      try {
        this.current = asSettings(await this.connection.workspace.getConfiguration(section));
      } catch {
        // A client that cannot say leaves the defaults.
      }
    } else if (pushed !== undefined) {
      this.current = asSettings((pushed as Record<string, unknown> | null)?.[section]);
    }
    return JSON.stringify(this.current) !== before;
  }
}

/** Whatever the client sent: a wrong value counts as none. */
function asSettings(value: unknown): EditorSettings {
  if (typeof value !== 'object' || value === null) return {};
  const { inlayHints, codeLens } = value as Record<string, unknown>;
  return { inlayHints: switchesOf(inlayHints), codeLens: switchesOf(codeLens) };
}

function switchesOf(value: unknown): Record<string, boolean> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
}
