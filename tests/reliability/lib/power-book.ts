/** The fixed keys of the book whose power is cut; nothing but test data is behind them. */
import type { Mac } from '../../../src-main/core/changes/audit.ts';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';

export const POWER_KEY = new Uint8Array(32).fill(11);

export async function powerMac(): Promise<Mac> {
  const sodium = await loadSodium();
  const key = new Uint8Array(32).fill(12);
  return (message) => sodium.hash(32, message, key);
}
