/**
 * The limits every window's call passes before it reaches the core: the size of what is
 * asked and how often. They stop a runaway or taken-over page, not a quick typist.
 */
import { err } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';

/** Characters of JSON in one call: a note of 20,000, or 10,000 ids, with room to spare. */
export const MAX_CALL_CHARS = 1_000_000;
const CALLS_PER_SECOND = 400;
const BURST = 800;

/** A bucket of `burst` tokens that fills at `perSecond`; `take` answers false when it is empty. */
export function createRateLimit(now: () => number, perSecond = CALLS_PER_SECOND, burst = BURST): { take(): boolean } {
  let tokens = burst;
  let last = now();
  return {
    take() {
      const at = now();
      tokens = Math.min(burst, tokens + (Math.max(0, at - last) / 1000) * perSecond);
      last = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** `null` when a call may go on; else what to answer: `request.invalid`, `request.tooLarge`. */
export function refusalOf(method: unknown, input: unknown): Result<never> | null {
  if (typeof method !== 'string' || method.length > 80) return err('request.unknownMethod');
  try {
    const size = JSON.stringify(input ?? null).length;
    return size > MAX_CALL_CHARS ? err('request.tooLarge', { limit: MAX_CALL_CHARS }) : null;
  } catch {
    // Cycles and BigInts are no JSON: no schema of the contract takes them.
    return err('request.invalid');
  }
}
