/** What the panel's page is made of. Addresses are those of the webview. */
export interface PanelPageParts {
  readonly title: string;
  /** A language tag. */
  readonly language: string;
  readonly script: string;
  readonly styles: string;
  /** Where the webview's own files come from, as a content security policy names it. */
  readonly source: string;
  /** Of this page only, and not to be guessed. */
  readonly nonce: string;
}

/** The panel's page: an empty body, one script and one stylesheet. Nothing else may be loaded or run, and nothing is sent anywhere. */
export function panelPage({ title, language, script, styles, source, nonce }: PanelPageParts): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${escapeHtml(source)}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${escapeHtml(styles)}">
<title>${escapeHtml(title)}</title>
</head>
<body>
<div id="panel"></div>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>
`;
}

/** 128 random bits. */
export function createNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
