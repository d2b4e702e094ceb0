/**
 * `MessageChannelMain` of the stand-in. An end of a channel lies in this process until it is handed over; then what comes
 * for it goes where it lies: into a utility process or a page. As with Electron's, messages wait until `start`, an end that
 * was handed over is of no use here any more, and `close` is told to the other end.
 */
import { EventEmitter } from 'node:events';
import type { MessageEvent, MessagePortMain as RealPort } from 'electron';
import { state } from './state.ts';

interface Place {
  message(data: unknown): void;
  close(): void;
}

export class End {
  peer: End | null = null;
  #place: Place | null = null;
  #queue: unknown[] = [];
  #closed = false;
  /** Where what comes for this end is delivered from now on. */
  lieIn(place: Place): void {
    this.#place = place;
    for (const data of this.#queue.splice(0)) place.message(data);
    if (this.#closed) place.close();
  }
  send(data: unknown): void {
    if (!this.#closed) this.peer?.receive(structuredClone(data));
  }
  receive(data: unknown): void {
    if (this.#place) this.#place.message(data);
    else this.#queue.push(data);
  }
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.peer?.closedByPeer();
  }
  closedByPeer(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#place?.close();
  }
}

type Kept = Pick<RealPort, 'postMessage' | 'start' | 'close'>;

export class MessagePortMain extends EventEmitter implements Kept {
  #end: End | null;
  constructor(end: End) {
    super();
    this.#end = end;
  }
  start(): void {
    this.#end?.lieIn({
      message: (data) => {
        state.mainHad.push(JSON.stringify(data));
        this.emit('message', { data, ports: [] } satisfies MessageEvent);
      },
      close: () => this.emit('close'),
    });
  }
  postMessage(message: unknown): void {
    if (this.#end) state.mainHad.push(JSON.stringify(message));
    this.#end?.send(message);
  }
  close(): void {
    this.#end?.close();
  }
  /** For handing over: once. */
  leave(): End {
    if (this.#end === null) throw new Error('Port at index 0 is already neutered');
    const end = this.#end;
    this.#end = null;
    return end;
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;
  constructor() {
    const [one, two] = [new End(), new End()];
    one.peer = two;
    two.peer = one;
    this.port1 = new MessagePortMain(one);
    this.port2 = new MessagePortMain(two);
  }
}

/** The ends that lie in one other process, and the wire to there. */
export class Elsewhere {
  readonly #ends = new Map<number, End>();
  #nextId = 1;
  readonly #wire: { message(id: number, data: unknown): void; close(id: number): void };
  constructor(wire: { message(id: number, data: unknown): void; close(id: number): void }) {
    this.#wire = wire;
  }
  /** The numbers by which the other side knows these ports. Messages follow when it has been told: see `begin`. */
  take(ports: readonly MessagePortMain[]): readonly number[] {
    return ports.map((port) => {
      this.#ends.set(this.#nextId, port.leave());
      return this.#nextId++;
    });
  }
  begin(ids: readonly number[]): void {
    for (const id of ids) {
      this.#ends.get(id)?.lieIn({
        message: (data) => this.#wire.message(id, data),
        close: () => {
          this.#ends.delete(id);
          this.#wire.close(id);
        },
      });
    }
  }
  from(id: number, data: unknown): void {
    state.carried.push(JSON.stringify(data));
    this.#ends.get(id)?.send(data);
  }
  closed(id: number): void {
    this.#ends.get(id)?.close();
    this.#ends.delete(id);
  }
  /** The other process, or its page, is gone. */
  gone(): void {
    for (const id of [...this.#ends.keys()]) this.closed(id);
  }
}
