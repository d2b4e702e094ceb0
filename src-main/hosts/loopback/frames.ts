/**
 * WebSocket frames as a server reads and writes them (RFC 6455 §5), no extensions. What comes
 * in is put together to whole texts; the first thing that breaks the protocol ends it.
 */

/** Why a connection is ended, as the protocol numbers it (§7.4.1); 1012 is registered for a service that starts anew. */
export type CloseCode = 1000 | 1001 | 1002 | 1003 | 1007 | 1009 | 1012;

export interface FrameEvents {
  readonly onText: (text: string) => void;
  readonly onPing: (payload: Buffer) => void;
  /** The other side is leaving, or broke a rule; nothing is read afterwards. */
  readonly onEnd: (code: CloseCode) => void;
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
/** Control frames are short and in one piece (§5.5). */
const MAX_CONTROL_BYTES = 125;
const MASK_BYTES = 4;

interface Head {
  readonly last: boolean;
  readonly opcode: number;
  /** Bytes of head and mask before the payload. */
  readonly headBytes: number;
  readonly payloadBytes: number;
}

/** Reads a client's frames from pieces of any size; a text of more than `maxBytes` ends with 1009. */
export function createFrameReader(maxBytes: number, events: FrameEvents): (piece: Buffer) => void {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let waiting: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let partBytes = 0;
  let inText = false;
  let ended = false;

  const end = (code: CloseCode): void => {
    ended = true;
    waiting = Buffer.alloc(0);
    parts = [];
    events.onEnd(code);
  };
  const finishText = (): void => {
    let text: string;
    try {
      text = utf8.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
    } catch {
      return end(1007);
    }
    parts = [];
    partBytes = 0;
    inText = false;
    events.onText(text);
  };
  const take = (head: Head, payload: Buffer): void => {
    if (head.opcode === CLOSE) return end(1000);
    if (head.opcode === PING) return events.onPing(payload);
    if (head.opcode === PONG) return;
    parts.push(payload);
    partBytes += payload.length;
    inText = true;
    if (head.last) finishText();
  };

  return (piece) => {
    if (ended) return;
    waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece]);
    for (let head = readHead(waiting); head !== null; head = readHead(waiting)) {
      const problem = problemOf(head, inText, partBytes, maxBytes);
      if (problem !== null) return end(problem);
      if (waiting.length < head.headBytes + head.payloadBytes) return;
      const payload = unmasked(waiting, head);
      waiting = waiting.subarray(head.headBytes + head.payloadBytes);
      take(head, payload);
      if (ended) return;
    }
    if (waiting.length >= 2 && (waiting[1]! & 0x80) === 0) end(1002);
  };
}

/** The head of the frame at the start, or `null` while it is incomplete or not masked, which every client frame must be. */
function readHead(bytes: Buffer): Head | null {
  if (bytes.length < 2 || (bytes[1]! & 0x80) === 0) return null;
  const short = bytes[1]! & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const headBytes = 2 + lengthBytes + MASK_BYTES;
  if (bytes.length < headBytes) return null;
  const payloadBytes = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? bytes.readUInt32BE(2) * 2 ** 32 + bytes.readUInt32BE(6) : short;
  return { last: (bytes[0]! & 0x80) !== 0, opcode: bytes[0]! & 0x7f, headBytes, payloadBytes };
}

/** Judged by the head alone, so that a frame that will be refused is never waited for. */
function problemOf(head: Head, inText: boolean, partBytes: number, maxBytes: number): CloseCode | null {
  const { opcode } = head;
  if (opcode === CLOSE || opcode === PING || opcode === PONG) return !head.last || head.payloadBytes > MAX_CONTROL_BYTES ? 1002 : null;
  if (opcode === 2) return 1003;
  // A text begins with its own code and goes on with 0; reserved bits and codes are nobody's.
  if (opcode !== (inText ? 0 : TEXT)) return 1002;
  return partBytes + head.payloadBytes > maxBytes ? 1009 : null;
}

function unmasked(bytes: Buffer, head: Head): Buffer {
  const mask = bytes.subarray(head.headBytes - MASK_BYTES, head.headBytes);
  const payload = Buffer.from(bytes.subarray(head.headBytes, head.headBytes + head.payloadBytes));
  for (let i = 0; i < payload.length; i += 1) payload[i] = payload[i]! ^ mask[i & 3]!;
  return payload;
}

/** The head of a server's frame: in one piece, not masked. */
function frameHead(opcode: number, payloadBytes: number): Buffer {
  const wide = payloadBytes > 0xffff;
  const head = Buffer.alloc(payloadBytes < 126 ? 2 : wide ? 10 : 4);
  head[0] = 0x80 | opcode;
  if (head.length === 2) head[1] = payloadBytes;
  else head[1] = wide ? 127 : 126;
  if (head.length === 4) head.writeUInt16BE(payloadBytes, 2);
  if (wide) head.writeBigUInt64BE(BigInt(payloadBytes), 2);
  return head;
}

/** One text message of these pieces of UTF-8. */
export function textFrame(pieces: readonly Uint8Array[]): Buffer {
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([frameHead(TEXT, bytes), ...pieces]);
}

export function pongFrame(payload: Buffer): Buffer {
  return Buffer.concat([frameHead(PONG, payload.length), payload]);
}

export function closeFrame(code: CloseCode): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return Buffer.concat([frameHead(CLOSE, payload.length), payload]);
}
