/**
 * Hybrid logical clock (Kulkarni et al., 2014), pure. A stamp sorts as text:
 * `ms(12 hex)-counter(4 hex)-device(5 hex)`. A local write never fails because of
 * time: a clock set back keeps the old milliseconds and counts on, and a full
 * counter carries into the next millisecond.
 */
export interface HlcState {
  readonly ms: number;
  readonly counter: number;
}

const MAX_COUNTER = 0xffff;
const FORM = /^([0-9a-f]{12})-([0-9a-f]{4})-([0-9a-f]{5})$/;

function advance(ms: number, counter: number): HlcState {
  return counter > MAX_COUNTER ? { ms: ms + 1, counter: 0 } : { ms, counter };
}

/** The next local state: strictly greater than `state`, whatever the wall clock says. */
export function tick(state: HlcState, nowMs: number): HlcState {
  return nowMs > state.ms ? { ms: nowMs, counter: 0 } : advance(state.ms, state.counter + 1);
}

/** The local state after a remote stamp was seen: greater than both. */
export function observe(state: HlcState, remote: HlcState, nowMs: number): HlcState {
  const ms = Math.max(state.ms, remote.ms, nowMs);
  if (ms > state.ms && ms > remote.ms) return { ms, counter: 0 };
  const local = ms === state.ms ? state.counter : -1;
  const other = ms === remote.ms ? remote.counter : -1;
  return advance(ms, Math.max(local, other) + 1);
}

/** Text form of a stamp; text order equals stamp order. */
export function formatStamp(state: HlcState, device: number): string {
  const hex = (n: number, width: number) => n.toString(16).padStart(width, '0');
  return `${hex(state.ms, 12)}-${hex(state.counter, 4)}-${hex(device, 5)}`;
}

/** Reads a stamp; `null` when it is not one. */
export function parseStamp(text: string): (HlcState & { readonly device: number }) | null {
  const m = FORM.exec(text);
  if (!m) return null;
  return { ms: parseInt(m[1]!, 16), counter: parseInt(m[2]!, 16), device: parseInt(m[3]!, 16) };
}
