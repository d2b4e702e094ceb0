/** Whom to call, short enough for one code: name, phone and why, a line each. */
import type { Call } from '../../../shared/modules/outputs.ts';

/** What a code of this kind holds at most, in bytes. */
const ROOM = 2_300;
const bytes = (text: string): number => new TextEncoder().encode(text).length;

export interface CallsText {
  readonly text: string;
  readonly left: number;
}

export function callsText(calls: readonly Call[], nameOf: (call: Call) => string): CallsText {
  let text = '';
  for (const [at, call] of calls.entries()) {
    const line = [`${String(at + 1)}. ${nameOf(call)}`, call.phones[0] ?? call.wechat ?? '', call.why[0] ?? ''].filter((part) => part !== '').join(' ');
    if (bytes(text) + bytes(line) + 1 > ROOM) return { text, left: calls.length - at };
    text += `${text === '' ? '' : '\n'}${line}`;
  }
  return { text, left: 0 };
}
