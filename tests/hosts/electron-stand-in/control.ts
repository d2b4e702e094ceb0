/** The test's hands inside the stand-in: requests over the process's channel, one answer each. */
import type { EventEmitter } from 'node:events';
import { sessions } from './session.ts';
import { ipcHandlers, state } from './state.ts';
import { windows } from './window.ts';

export type Request =
  | { readonly op: 'evaluate'; readonly code: string }
  | { readonly op: 'power'; readonly event: string }
  | { readonly op: 'dialog'; readonly path: string }
  /** Somebody copied this, somewhere. */
  | { readonly op: 'copy'; readonly text: string }
  | { readonly op: 'tray'; readonly index: number }
  | { readonly op: 'invoke-as'; readonly channel: string; readonly url: string; readonly args: readonly unknown[] }
  | { readonly op: 'permission'; readonly name: string }
  /** A link of the page is followed that no page lies behind. */
  | { readonly op: 'link'; readonly url: string }
  | { readonly op: 'screenshot'; readonly path: string }
  | { readonly op: 'kill-core' }
  | { readonly op: 'inspect' }
  /** How many messages had this text: those of the main process, and those from port to port. */
  | { readonly op: 'count'; readonly text: string }
  /** Answers whether it was really closed. */
  | { readonly op: 'close-window' }
  /** Another program has the focus. */
  | { readonly op: 'look-away' }
  /** The newest notice is clicked, or one of its buttons. */
  | { readonly op: 'press-notice'; readonly action: number | null }
  | { readonly op: 'quit' };

async function perform(request: Request, parts: { readonly app: { quit(): void }; readonly powerMonitor: EventEmitter }): Promise<unknown> {
  const page = await windows.at(-1)?.page();
  switch (request.op) {
    case 'evaluate':
      return page?.evaluate(request.code);
    case 'power':
      return parts.powerMonitor.emit(request.event);
    case 'dialog':
      return state.dialogAnswers.push(request.path);
    case 'copy':
      return (state.copied = request.text);
    case 'tray':
      return state.trayItems[request.index]?.click?.();
    case 'invoke-as':
      return ipcHandlers.get(request.channel)?.({ senderFrame: { url: request.url }, sender: {} }, ...request.args);
    case 'permission': {
      const [session] = sessions.values();
      return new Promise((resolve) => session?.requestPermission?.({}, request.name, resolve));
    }
    case 'link': {
      let prevented = false;
      windows.at(-1)?.webContents.emit('will-navigate', { url: request.url, preventDefault: () => (prevented = true) });
      return prevented;
    }
    case 'screenshot':
      return void (await page?.screenshot({ path: request.path }));
    case 'kill-core':
      return process.kill(state.utilityPids.at(-1) ?? 0, 'SIGKILL');
    case 'inspect': {
      const { trayItems, notices, onContents: _onContents, mainHad: _mainHad, carried: _carried, ...plain } = state;
      return { ...plain, notices: notices.map(({ options, isClosed }) => ({ ...options, isClosed })), channels: [...ipcHandlers.keys()], trayLabels: trayItems.map((item) => item.label ?? '-'), url: page?.url() };
    }
    case 'count': {
      const among = (messages: readonly string[]) => messages.filter((message) => message.includes(request.text)).length;
      return { main: among(state.mainHad), ports: among(state.carried) };
    }
    case 'close-window':
      return windows.at(-1)?.close();
    case 'look-away':
      return (state.focused = false);
    case 'press-notice':
      return state.notices.at(-1)?.press(request.action);
    case 'quit':
      return void setImmediate(() => parts.app.quit());
  }
}

/** Answers requests of the form `{ id, request }` with `{ id, value }` or `{ id, error }`. */
export function control(parts: { readonly app: { quit(): void }; readonly powerMonitor: EventEmitter }): void {
  process.on('message', (message) => {
    const { id, request } = message as { readonly id: number; readonly request: Request };
    perform(request, parts).then(
      (value) => process.send?.({ id, value: value ?? null }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  });
  // The test is gone: nothing of this may stay behind.
  process.on('disconnect', () => process.exit(1));
}
