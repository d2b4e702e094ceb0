/** What the shell refuses, whatever a page asks for: other places, other windows, permissions, embedded pages, the network. */
import type { App, Session } from 'electron';
import { isOwnUrl } from './protocol.ts';

/** What another program of the computer is asked to do. */
const MESSAGE = /^(?:sms|mailto|tel):[^/]/;
/** Schemes a page may load from: its own, and what it made itself. */
const LOCAL = /^(blob|data|devtools):/;

/** Holds for every page that will ever exist in this process. */
export function closeOffContents(app: App, openOutside: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (isOwnUrl(event.url)) return;
      event.preventDefault();
      // What the owner presses to write or to call somebody: the system's own program takes it, nothing is loaded.
      if (MESSAGE.test(event.url)) openOutside(event.url);
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** No permission, no device, no download by the page, no request that leaves this computer. */
export function closeOffSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnUrl(details.url) && !LOCAL.test(details.url) }));
}
