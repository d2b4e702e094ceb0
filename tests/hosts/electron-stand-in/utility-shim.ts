/** Loaded before a utility process's entry: `process.parentPort` as Electron gives it, over Node's own channel. */
import { EventEmitter } from 'node:events';
import type { ParentPort } from 'electron';

/** Both ways: a message, with the numbers of ports that come with it; or what passes on one of these. */
export type Wired =
  | { readonly message: unknown; readonly ports?: readonly number[] }
  | { readonly port: number; readonly data: unknown }
  | { readonly port: number; readonly close: true };

const send = process.send?.bind(process);
const wire = (message: Wired) => void (process.connected && send?.(message, undefined, undefined, () => undefined));

/** A port that was handed over to this process. Its messages wait until `start`. */
class Port extends EventEmitter {
  readonly #id: number;
  #waiting: (() => void)[] | null = [];
  constructor(id: number) {
    super();
    this.#id = id;
  }
  postMessage(data: unknown): void {
    if (ports.has(this.#id)) wire({ port: this.#id, data });
  }
  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const tell of waiting) tell();
  }
  close(): void {
    if (ports.delete(this.#id)) wire({ port: this.#id, close: true });
  }
  hear(tell: () => void): void {
    if (this.#waiting) this.#waiting.push(tell);
    else tell();
  }
}

const ports = new Map<number, Port>();
const parent = new EventEmitter() as EventEmitter & Pick<ParentPort, 'postMessage'>;
parent.postMessage = (message: unknown) => wire({ message });

const comeIn = (id: number): Port => {
  const port = new Port(id);
  ports.set(id, port);
  return port;
};
process.on('message', (wired) => {
  const told = wired as Wired;
  if ('message' in told) return void parent.emit('message', { data: told.message, ports: (told.ports ?? []).map(comeIn) });
  const port = ports.get(told.port);
  if ('data' in told) return port?.hear(() => port.emit('message', { data: told.data, ports: [] }));
  ports.delete(told.port);
  port?.hear(() => port.emit('close'));
});
process.on('disconnect', () => process.exit(0));
Object.defineProperty(process, 'parentPort', { value: parent });
// Utility processes have no such function: the core must not lean on it.
Object.defineProperty(process, 'send', { value: undefined });
