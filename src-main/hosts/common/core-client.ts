/**
 * The host's side of the core process: numbered calls, cancellation, events, and the rule
 * that a process which held keys ends when the book locks. Every call is answered: by the
 * core, or with `session.locked` / `internal` when its process has gone.
 */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import { err } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { FileDescriptor } from '../../core/app/core.ts';
import type { OsKeychain } from '../../core/kernel/ports.ts';
import type { Told } from './notices.ts';
import { OPENING } from './opening.ts';
import type { ChildPort, FromCore, ToCore } from './protocol.ts';
import type { Note, WindowPort } from './window-calls.ts';

export interface CoreClientDeps {
  readonly spawn: () => ChildPort;
  readonly start: Omit<Extract<ToCore, { type: 'start' }>, 'type' | 'keychain'>;
  readonly keychain: OsKeychain | null;
  /** How long a process may take to finish its calls and close its files before it is killed. */
  readonly graceMs?: number;
  /** The first process opens nothing before this is over: one of another client may still have the book. */
  readonly after?: Promise<void>;
  /** No process follows one that had a book open: whoever asks here had that book's answers in hand, and ends too. */
  readonly oneSitting?: boolean;
}

interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface CoreClient {
  call(method: string, input: unknown, options?: CallOptions): Promise<Result<unknown>>;
  /**
   * The same, as the UTF-8 bytes of the result's JSON: written once, in the core, and passed on
   * unread. Cloning a page of rows between two processes takes longer than finding it.
   */
  callJson(method: string, input: unknown, options?: CallOptions): Promise<Uint8Array>;
  /** Whether the running process has, or had, a book open. */
  isOpen(): boolean;
  /** Lets the running process resolve this token; forgotten with it. */
  registerFile(token: string, file: FileDescriptor): void;
  onEvent(listener: (event: CoreEvent) => void): () => void;
  /** What the core tells of calls that do not pass here. */
  onNote(listener: (note: Note) => void): void;
  /** What it tells of reminders, for the system to show. */
  onTold(listener: (told: Told) => void): void;
  /** What hands one end of a channel to the running process, once it hears; `null` when there is none, and none starts. */
  whenHeard(): Promise<((end: WindowPort) => void) | null>;
  /** Ends the process that has a book open and starts a locked one; resolves when the old one is gone. */
  lock(reason: 'user' | 'idle' | 'system'): Promise<void>;
  /** Ends the core for good. */
  close(): Promise<void>;
}

type LockReason = Extract<CoreEvent, { type: 'session.locked' }>['reason'];
/** Bytes are the JSON of a result. */
type Reply = Result<unknown> | Uint8Array;

interface Running {
  readonly port: ChildPort;
  readonly pending: Map<number, (reply: Reply) => void>;
  /** False when the process ended before it was ready. */
  readonly ready: Promise<boolean>;
  readonly exited: Promise<void>;
  wasReady: boolean;
  open: boolean;
  /** Locked or closing: finishes what it has and gets nothing new. */
  retired: boolean;
  /** The program ends: there is time for a last copy of the book. */
  quitting: boolean;
}

const GRACE_MS = 8_000;
/** The same when a copy of the book may be made first: when it locks, and when the program ends. */
const LOCK_GRACE_MS = 20_000;
const QUIT_GRACE_MS = 180_000;

/** Starts the first core process at once; each later one opens nothing before its predecessor has ended. */
export function createCoreClient(deps: CoreClientDeps): CoreClient {
  const listeners = new Set<(event: CoreEvent) => void>();
  const noteListeners = new Set<(note: Note) => void>();
  const toldListeners = new Set<(told: Told) => void>();
  const makesCopies = deps.start.automaticBackups === true;
  const graceMs = deps.graceMs ?? (makesCopies ? LOCK_GRACE_MS : GRACE_MS);
  let nextId = 1;
  let closing = false;
  let current: Running | null = null;
  let before = deps.after ?? Promise.resolve();

  const emit = (event: CoreEvent) => {
    for (const listener of [...listeners]) listener(event);
  };

  const retire = (running: Running, quitting = false): Promise<void> => {
    if (!running.retired) {
      running.retired = true;
      running.quitting = quitting;
      before = running.exited;
      if (current === running) current = null;
      const deadline = setTimeout(() => running.port.kill(), quitting && makesCopies ? QUIT_GRACE_MS : graceMs);
      void running.exited.then(() => clearTimeout(deadline));
      closeWhenDone(running);
    }
    return running.exited;
  };

  const onEvent = (running: Running, event: CoreEvent) => {
    // A process on its way out has nothing more to say about the session.
    if (running.retired) return;
    if (event.type === 'session.opened') running.open = true;
    if (event.type !== 'session.locked') return emit(event);
    void retire(running);
    over(event.reason);
  };

  const onNote = (running: Running, note: Note) => {
    if (running.retired) return;
    for (const listener of noteListeners) listener(note);
    if (note === 'give-way') void lock('user');
  };

  const onTold = (running: Running, told: Told) => {
    if (!running.retired) for (const listener of toldListeners) listener(told);
  };

  /** The sitting is over: told to everybody before the next process begins. */
  const over = (reason: LockReason) => {
    if (deps.oneSitting === true) closing = true;
    emit({ type: 'session.locked', reason });
    begin();
  };

  const ended = (running: Running) => {
    const crashed = !running.retired;
    if (current === running) current = null;
    for (const answer of running.pending.values()) answer(crashed ? err('internal', { reason: 'crash' }) : err('session.locked'));
    running.pending.clear();
    if (!crashed || closing || !running.wasReady) return;
    over('crash');
  };

  const begin = (): Running | null => {
    if (closing) return null;
    current ??= startProcess(deps, { onEvent, onNote, onTold, ended }, before);
    return current;
  };

  const lock: CoreClient['lock'] = async (reason) => {
    const running = current;
    if (!running?.open) return;
    const gone = retire(running);
    over(reason);
    await gone;
  };

  const ask = async (method: string, input: unknown, json: boolean, signal: AbortSignal | undefined): Promise<Reply> => {
    if (OPENING.has(method)) await lock('user');
    const running = begin();
    if (running === null || !(await running.ready)) return err('internal', { reason: 'core' });
    if (signal?.aborted) return err('request.cancelled');
    // It locked while this call waited for it to start.
    if (running.retired) return err('session.locked');
    return send(running, nextId++, { method, input, json, signal });
  };

  begin();
  return {
    async call(method, input, options = {}) {
      return (await ask(method, input, false, options.signal)) as Result<unknown>;
    },
    async callJson(method, input, options = {}) {
      const reply = await ask(method, input, true, options.signal);
      return reply instanceof Uint8Array ? reply : Buffer.from(JSON.stringify(reply));
    },
    isOpen: () => current?.open === true,
    registerFile(token, file) {
      void begin()?.ready.then((up) => up && current?.port.post({ type: 'register-file', token, file }));
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onNote: (listener) => void noteListeners.add(listener),
    onTold: (listener) => void toldListeners.add(listener),
    async whenHeard() {
      for (;;) {
        const running = begin();
        if (running === null || !(await running.ready)) return null;
        if (!running.retired) return (end) => running.port.give?.(end);
      }
    },
    lock,
    async close() {
      closing = true;
      const running = current;
      if (running) await retire(running, true);
      await before;
    },
  };
}

function send(running: Running, id: number, call: { method: string; input: unknown; json: boolean; signal: AbortSignal | undefined }): Promise<Reply> {
  return new Promise((resolve) => {
    // The core decides what a cancelled call answers: it may already be done.
    const cancel = () => running.port.post({ type: 'cancel', id });
    call.signal?.addEventListener('abort', cancel, { once: true });
    running.pending.set(id, (reply) => {
      call.signal?.removeEventListener('abort', cancel);
      running.pending.delete(id);
      resolve(reply);
      if (running.retired) closeWhenDone(running);
    });
    running.port.post({ type: 'call', id, method: call.method, input: call.input, ...(call.json && { json: true }) });
  });
}

/** Lets the last calls (the one that locked among them) be answered first. */
function closeWhenDone(running: Running): void {
  if (running.pending.size === 0) running.port.post({ type: 'close', quit: running.quitting });
}

interface Hooks {
  readonly onEvent: (running: Running, event: CoreEvent) => void;
  readonly onNote: (running: Running, note: Note) => void;
  readonly onTold: (running: Running, told: Told) => void;
  readonly ended: (running: Running) => void;
}

/** The new process loads while the old one ends, but waits for that end: two never have the same book. */
function startProcess(deps: CoreClientDeps, hooks: Hooks, after: Promise<void>): Running {
  const port = heldPort(deps.spawn(), after);
  let markReady: (up: boolean) => void;
  let markExited: () => void;
  const running: Running = {
    port,
    pending: new Map(),
    ready: new Promise((resolve) => (markReady = resolve)),
    exited: new Promise((resolve) => (markExited = resolve)),
    wasReady: false,
    open: false,
    retired: false,
    quitting: false,
  };
  port.onMessage((message) => {
    if (message.type === 'reply') running.pending.get(message.id)?.(message.result);
    else if (message.type === 'event') hooks.onEvent(running, message.event);
    else if (message.type === 'note') hooks.onNote(running, message.note);
    else if (message.type === 'told') hooks.onTold(running, message.told);
    else if (message.type === 'keychain') void answerKeychain(deps.keychain, port, message);
    else {
      running.wasReady = true;
      markReady(true);
    }
  });
  port.onExit(() => {
    markExited();
    markReady(false);
    hooks.ended(running);
  });
  port.post({ type: 'start', ...deps.start, keychain: deps.keychain !== null });
  return running;
}

/** A process that starts at once, and hears nothing before `after` is over; messages of the meantime are kept. */
function heldPort(port: ChildPort, after: Promise<void>): ChildPort {
  let waiting: ToCore[] | null = [];
  void after.then(() => {
    const held = waiting ?? [];
    waiting = null;
    for (const message of held) port.post(message);
  });
  return { ...port, post: (message) => void (waiting ? waiting.push(message) : port.post(message)) };
}

async function answerKeychain(keychain: OsKeychain | null, port: ChildPort, ask: Extract<FromCore, { type: 'keychain' }>): Promise<void> {
  const value = await askKeychain(keychain, ask).catch(() => null);
  port.post({ type: 'keychain-reply', id: ask.id, value });
}

async function askKeychain(keychain: OsKeychain | null, ask: Extract<FromCore, { type: 'keychain' }>): Promise<boolean | Uint8Array | null> {
  if (keychain === null) return null;
  if (ask.op === 'available') return keychain.available();
  if (ask.data === null) return null;
  return ask.op === 'seal' ? keychain.seal(ask.data) : keychain.open(ask.data);
}
