import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';

/** Where the extension's files lie on the workbench's own address: its policy lets nothing else be fetched. */
const path = '/extension-in-the-browser';

/** @type {Readonly<Record<string, string>>} */
const types = { js: 'text/javascript', json: 'application/json', css: 'text/css', wasm: 'application/wasm', svg: 'image/svg+xml' };

/**
 * Has a packaged extension run in the browser, as vscode.dev runs it: the workbench takes it from an address, its extension host is a web
 * worker, and so is its language server. To be called before the workbench is loaded.
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} vsix
 * @returns {Promise<{ readonly started: Promise<void> }>} `started`: once the extension's program was asked for
 */
export async function serveExtension(context, vsix) {
  const files = unzipSync(readFileSync(vsix));
  /** @type {() => void} */
  let start = () => {};
  const started = new Promise((/** @type {(value: void) => void} */ resolve) => (start = resolve));
  await context.route(
    (url) => url.pathname.startsWith(`${path}/`),
    (route) => {
      const name = new URL(route.request().url()).pathname.slice(path.length + 1);
      const content = files[`extension/${name}`];
      if (!content) return route.fulfill({ status: 404 });
      if (name === 'dist/extension.web.js') start();
      return route.fulfill({ body: Buffer.from(content), contentType: types[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain' });
    },
  );
  await context.addInitScript((location) => {
    // The page's own settings, as soon as they are there and before the workbench reads them.
    new MutationObserver((_, observer) => {
      const settings = document.getElementById('vscode-workbench-web-configuration');
      if (!settings) return;
      observer.disconnect();
      const { protocol, host } = window.location;
      const additionalBuiltinExtensions = [{ scheme: protocol.slice(0, -1), authority: host, path: location }];
      const before = /** @type {object} */ (JSON.parse(settings.getAttribute('data-settings') ?? '{}'));
      settings.setAttribute('data-settings', JSON.stringify({ ...before, additionalBuiltinExtensions }));
    }).observe(document, { childList: true, subtree: true });
  }, path);
  return { started };
}
