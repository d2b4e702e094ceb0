/** The bridge: the few functions a page has, and no way to reach anything else. Runs in the sandbox, in a world of its own. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { ToWindow } from '../common/window-calls.ts';
import { CHANNELS } from './channels.ts';
import { createWindowLink } from './window-link.ts';
import type { LinkPort } from './window-link.ts';

const link = createWindowLink(async () => (await ipcRenderer.invoke(CHANNELS.connect)) === true);

/** The port stays in this world: the page has the functions below. */
function linkPort(port: MessagePort): LinkPort {
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage) {
      port.addEventListener('message', (event) => onMessage(event.data as ToWindow));
      port.start();
    },
  };
}

ipcRenderer.on(CHANNELS.port, ({ ports: [port] }) => port && link.take(linkPort(port)));
ipcRenderer.on(CHANNELS.over, (_event, event: Extract<CoreEvent, { type: 'session.locked' }>) => link.over(event));

contextBridge.exposeInMainWorld('regulars', {
  host: 'electron',
  call: (method: unknown, input: unknown): Promise<unknown> => link.call(method, input),
  onEvent: (listener: (event: unknown) => void): (() => void) => link.onEvent((event) => listener(event)),
  /** What this shell can do beside its window. */
  shell: { tray: true, autostart: true },
  onNoticePressed: (listener: (pressed: unknown) => void): (() => void) => {
    const hear = (_event: unknown, pressed: unknown): void => listener(pressed);
    ipcRenderer.on(CHANNELS.pressed, hear);
    return () => void ipcRenderer.removeListener(CHANNELS.pressed, hear);
  },
  forgetCopied: (text: unknown): Promise<unknown> => ipcRenderer.invoke(CHANNELS.forget, text),
  files: {
    open: (options: { readonly accept: string }): Promise<unknown> => ipcRenderer.invoke(CHANNELS.open, options.accept),
    save: (options: { readonly suggestedName: string }): Promise<unknown> => ipcRenderer.invoke(CHANNELS.save, options.suggestedName),
    folder: (): Promise<unknown> => ipcRenderer.invoke(CHANNELS.folder),
    savePdf: (options: { readonly suggestedName: string }): Promise<unknown> => ipcRenderer.invoke(CHANNELS.pdf, options.suggestedName),
    saveText: (options: { readonly suggestedName: string; readonly text: string }): Promise<unknown> => ipcRenderer.invoke(CHANNELS.text, options.suggestedName, options.text),
    /** A dropped file: its path goes from here to the main process, the page gets a token. */
    drop: async (file: File): Promise<unknown> => {
      const registered: unknown = await ipcRenderer.invoke(CHANNELS.drop, webUtils.getPathForFile(file));
      if (registered === null) throw new Error('this file cannot be taken');
      return registered;
    },
  },
});
