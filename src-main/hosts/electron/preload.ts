/** The bridge: the few functions a page has, and no way to reach anything else. Runs in the sandbox, in a world of its own. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CHANNELS } from './channels.ts';

contextBridge.exposeInMainWorld('regulars', {
  host: 'electron',
  call: (method: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke(CHANNELS.call, method, input),
  onEvent: (listener: (event: unknown) => void): (() => void) => {
    // The page's function never sees Electron's event object.
    const forward = (_event: unknown, event: unknown): void => listener(event);
    ipcRenderer.on(CHANNELS.event, forward);
    return () => void ipcRenderer.removeListener(CHANNELS.event, forward);
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
