import { EventEmitter } from 'node:events';

type Handler = (request: Request) => Promise<Response>;
type BeforeRequest = (details: { readonly url: string }, answer: (verdict: { readonly cancel?: boolean }) => void) => void;

/** As much of a session as our shell sets up. */
export class Session extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  beforeRequest: BeforeRequest | null = null;
  requestPermission: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null = null;
  checkPermission: (() => boolean) | null = null;
  readonly protocol = { handle: (scheme: string, handler: Handler) => void this.handlers.set(scheme, handler) };
  readonly webRequest = { onBeforeRequest: (listener: BeforeRequest) => void (this.beforeRequest = listener) };
  setPermissionRequestHandler(handler: typeof this.requestPermission): void {
    this.requestPermission = handler;
  }
  setPermissionCheckHandler(handler: typeof this.checkPermission): void {
    this.checkPermission = handler;
  }
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}
}

export const sessions = new Map<string, Session>();
