/** 32-byte keyed hash (BLAKE2b with the audit key). */
export type Mac = (message: Uint8Array) => Uint8Array;
