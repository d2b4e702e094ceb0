/**
 * Holder of key bytes. It prints `[secret]` wherever someone prints it (string, JSON,
 * console), refuses use after `dispose`, and wipes its bytes then.
 *
 * JavaScript cannot promise that no copy was ever made (WASM heap, strings typed by the
 * user); that is why locking ends the process. This keeps accidents out, not debuggers.
 */
import { inspect } from 'node:util';

const SHOWN = '[secret]';

export class Secret {
  #bytes: Uint8Array | null;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Takes the bytes over: the caller must not keep or change them. */
  static adopt(bytes: Uint8Array): Secret {
    return new Secret(bytes);
  }

  /** Lends the bytes for one synchronous call. Do not store them; use `copy` for that. */
  use<T>(borrow: (bytes: Uint8Array) => T): T {
    if (this.#bytes === null) throw new Error('a secret was used after it was disposed');
    return borrow(this.#bytes);
  }

  /** A copy on its own buffer, to hand to another thread; the receiver wipes it. */
  copy(): Uint8Array<ArrayBuffer> {
    return this.use((bytes) => new Uint8Array(bytes));
  }

  get disposed(): boolean {
    return this.#bytes === null;
  }

  dispose(): void {
    this.#bytes?.fill(0);
    this.#bytes = null;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
