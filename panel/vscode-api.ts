import type { MessageFromPanel } from './messages.js';

/** What the editor gives a webview, to be asked for once. */
export interface VsCodeApi {
  postMessage(message: MessageFromPanel): void;
  /** What `setState` was given last, also before a reload of the window. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}
