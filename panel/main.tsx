import { render } from 'preact';
import { App } from './app.js';
import type { MessageToPanel } from './messages.js';
import { PanelStore } from './panel-store.js';
import { StoreContext } from './use-panel.js';

const store = new PanelStore(acquireVsCodeApi());
window.addEventListener('message', ({ data }: MessageEvent<MessageToPanel>) => store.receive(data));
const root = document.getElementById('panel');
if (root)
  render(
    <StoreContext.Provider value={store}>
      <App />
    </StoreContext.Provider>,
    root,
  );
store.post({ type: 'ready' });
