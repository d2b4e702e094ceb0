/**
 * The only file that imports libsodium. It narrows the library to what our formats
 * use, with fixed algorithms and lengths, so that no caller can pick a weak one.
 *
 * Load once with `loadSodium()`; afterwards every call is synchronous. What cannot be
 * authenticated comes back as `null`; a wrong key length throws, because it is a bug.
 */
import sodium from 'libsodium-wrappers-sumo';
import type { StateAddress } from 'libsodium-wrappers-sumo';

export const KEY_BYTES = 32;
export const NONCE_BYTES = 24;
export const AEAD_TAG_BYTES = 16;
export const STREAM_HEADER_BYTES = 24;
export const STREAM_TAG_BYTES = 17;
export const SALT_BYTES = 16;

export interface Argon2Params {
  /** Memory in KiB (libsodium takes whole MiB well; we bound it in the vault file). */
  readonly mKiB: number;
  /** Passes over the memory. */
  readonly t: number;
}

export interface PushStream {
  readonly header: Uint8Array;
  /** Seals one chunk; after `final` the stream is gone. */
  push(chunk: Uint8Array, ad: Uint8Array, final: boolean): Uint8Array;
  dispose(): void;
}

export interface PullStream {
  /** Opens the next chunk in order; `null` when it is not authentic. */
  pull(chunk: Uint8Array, ad: Uint8Array): { readonly message: Uint8Array; readonly final: boolean } | null;
  dispose(): void;
}

export interface HashStream {
  update(piece: Uint8Array): void;
  /** The hash; the stream is gone afterwards. */
  final(): Uint8Array;
}

export interface Sodium {
  /** XChaCha20-Poly1305 with a 24-byte nonce: ciphertext ‖ 16-byte tag. */
  aeadSeal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, ad: Uint8Array): Uint8Array;
  /** The plaintext, or `null` when key, nonce, AD or bytes do not belong together. */
  aeadOpen(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, ad: Uint8Array): Uint8Array | null;
  /** Starts a secretstream (XChaCha20-Poly1305) for writing. */
  streamPush(key: Uint8Array): PushStream;
  /** Starts a secretstream for reading. */
  streamPull(key: Uint8Array, header: Uint8Array): PullStream;
  /** BLAKE2b, keyed (16–64 bytes) when `key` is given; `length` 16–64. */
  hash(length: number, message: Uint8Array, key?: Uint8Array): Uint8Array;
  /** The same over a stream: feed it pieces, then take the hash once. */
  hashStream(length: number, key: Uint8Array): HashStream;
  /** 32-byte subkey: BLAKE2b keyed with `key` over the UTF-8 label. */
  subkey(key: Uint8Array, label: string): Uint8Array;
  /** Argon2id v1.3, one lane. Blocks for its whole run and grows the heap for good: worker only. */
  argon2id(password: Uint8Array, salt: Uint8Array, params: Argon2Params): Uint8Array;
  /** ChaCha20 (IETF) key stream from block `counter` on, laid over the bytes: for reading database pages only. Authenticates nothing. */
  chacha20(key: Uint8Array, nonce: Uint8Array, counter: number, bytes: Uint8Array): Uint8Array;
  /** Whether this is the Poly1305 tag of the message under a key used once. */
  isTag(tag: Uint8Array, message: Uint8Array, key: Uint8Array): boolean;
  /** Compares in constant time; false for unequal lengths. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
  zero(bytes: Uint8Array): void;
  random(n: number): Uint8Array;
}

interface SodiumHeap {
  readonly HEAPU8: Uint8Array;
  _malloc(length: number): number;
  _free(address: number): void;
  _crypto_stream_chacha20_ietf_xor_ic(to: number, from: number, length: number, lengthHigh: number, nonce: number, counter: number, key: number): number;
  _crypto_secretstream_xchacha20poly1305_statebytes(): number;
}

/** Loads and starts the library (about 70 ms the first time in a process). */
export async function loadSodium(): Promise<Sodium> {
  await sodium.ready;
  return surface;
}

const utf8 = new TextEncoder();

const surface: Sodium = {
  aeadSeal: (key, nonce, plain, ad) => sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, ad, null, nonce, key),
  aeadOpen(key, nonce, sealed, ad) {
    if (sealed.length < AEAD_TAG_BYTES) return null;
    try {
      return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, ad, nonce, key);
    } catch (error) {
      // The library tells a failed tag and a wrong argument apart only by the type of the error.
      if (error instanceof TypeError) throw error;
      return null;
    }
  },
  streamPush,
  streamPull,
  hash: (length, message, key) => sodium.crypto_generichash(length, message, key ?? null),
  hashStream(length, key) {
    const state = sodium.crypto_generichash_init(key, length);
    return {
      update: (piece) => void sodium.crypto_generichash_update(state, piece),
      // Taking the hash also frees the library's state.
      final: () => sodium.crypto_generichash_final(state, length),
    };
  },
  subkey: (key, label) => sodium.crypto_generichash(KEY_BYTES, utf8.encode(label), key),
  argon2id: (password, salt, { mKiB, t }) =>
    sodium.crypto_pwhash(KEY_BYTES, password, salt, t, mKiB * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13),
  chacha20,
  isTag: (tag, message, key) => sodium.crypto_onetimeauth_verify(tag, message, key),
  equal: (a, b) => a.length === b.length && sodium.memcmp(a, b),
  zero: (bytes) => sodium.memzero(bytes),
  random: (n) => sodium.randombytes_buf(n),
};

/** Past the library's own wrapper, which refuses the upper half of the block counters. */
function chacha20(key: Uint8Array, nonce: Uint8Array, counter: number, bytes: Uint8Array): Uint8Array {
  const heap = (sodium as unknown as { libsodium: SodiumHeap }).libsodium;
  const length = bytes.length + KEY_BYTES + nonce.length;
  const at = heap._malloc(length);
  const [nonceAt, keyAt] = [at + bytes.length, at + bytes.length + nonce.length];
  heap.HEAPU8.set(bytes, at);
  heap.HEAPU8.set(nonce, nonceAt);
  heap.HEAPU8.set(key, keyAt);
  heap._crypto_stream_chacha20_ietf_xor_ic(at, at, bytes.length, 0, nonceAt, counter | 0, keyAt);
  const out = heap.HEAPU8.slice(at, at + bytes.length);
  heap.HEAPU8.fill(0, at, at + length);
  heap._free(at);
  return out;
}

function streamPush(key: Uint8Array): PushStream {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const end = stateEnd(state);
  return {
    header,
    push(chunk, ad, final) {
      end.assertOpen();
      const tag = final ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
      const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, ad, tag);
      if (final) end.dispose();
      return sealed;
    },
    dispose: end.dispose,
  };
}

function streamPull(key: Uint8Array, header: Uint8Array): PullStream {
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
  const end = stateEnd(state);
  return {
    pull(chunk, ad) {
      end.assertOpen();
      if (chunk.length < STREAM_TAG_BYTES) return null;
      const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, ad);
      if (opened === false) return null;
      const final = opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
      return { message: opened.message, final };
    },
    dispose: end.dispose,
  };
}

/** The library never frees a stream's state, which holds its key: we wipe and free it ourselves. */
function stateEnd(state: StateAddress): { assertOpen(): void; dispose(): void } {
  let open = true;
  return {
    assertOpen() {
      if (!open) throw new Error('the stream has ended');
    },
    dispose() {
      if (!open) return;
      open = false;
      const heap = (sodium as unknown as { libsodium: SodiumHeap }).libsodium;
      const address = state as unknown as number;
      heap.HEAPU8.fill(0, address, address + heap._crypto_secretstream_xchacha20poly1305_statebytes());
      heap._free(address);
    },
  };
}
