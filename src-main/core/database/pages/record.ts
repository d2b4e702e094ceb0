/** SQLite's record format (sqlite.org/fileformat2.html §2.1): a header of serial types, then the values. */

export type SqlValue = number | string | Buffer | null;

/** A variable-length integer of at most nine bytes; beyond 2^53 it loses its last bits, which none of our numbers has. */
export function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i]!;
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, next: at + i + 1 };
  }
  return { value: value * 256 + bytes[at + 8]!, next: at + 9 };
}

const INT_BYTES = [0, 1, 2, 3, 4, 6, 8] as const;

function readInt(bytes: Buffer, at: number, type: number): number {
  if (type === 6) return Number(bytes.readBigInt64BE(at));
  return bytes.readIntBE(at, INT_BYTES[type]!);
}

function readValue(bytes: Buffer, at: number, type: number): { readonly value: SqlValue; readonly next: number } {
  if (type === 0) return { value: null, next: at };
  if (type <= 6) return { value: readInt(bytes, at, type), next: at + INT_BYTES[type]! };
  if (type === 7) return { value: bytes.readDoubleBE(at), next: at + 8 };
  if (type === 8 || type === 9) return { value: type - 8, next: at };
  if (type < 12) throw new RangeError('reserved serial type');
  const end = at + ((type - 12) >> 1);
  if (end > bytes.length) throw new RangeError('the record is cut off');
  return { value: type % 2 === 1 ? bytes.toString('utf8', at, end) : Buffer.from(bytes.subarray(at, end)), next: end };
}

/** The values of a record, or `null` when the bytes are none. */
export function decodeRecord(payload: Buffer): SqlValue[] | null {
  try {
    const head = readVarint(payload, 0);
    if (head.value > payload.length) return null;
    const values: SqlValue[] = [];
    let at = head.value;
    for (let from = head.next; from < head.value; ) {
      const type = readVarint(payload, from);
      const read = readValue(payload, at, type.value);
      values.push(read.value);
      [from, at] = [type.next, read.next];
    }
    return at === payload.length ? values : null;
  } catch {
    return null;
  }
}
