/**
 * Puts a text into the user's language and its arguments into `{0}`, `{1}`, …: `vscode.l10n.t` in the editor. Named `t` everywhere, so that
 * the texts can be gathered for translators.
 */
export type Translate = (message: string, ...args: (string | number)[]) => string;
