import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock, OsKeychain } from '../../../src-main/core/kernel/ports.ts';
import { systemVaultDeps } from '../../../src-main/core/vault/index.ts';
import type { BookMeta, VaultDeps } from '../../../src-main/core/vault/index.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';

export const PASSPHRASE = '门口的老槐树 42';
export const META: BookMeta = { name: '阿美理发店', language: 'zh-CN', kind: 'individual', preset: 'beauty', sample: false };

/** The lowest cost a header may hold: tests are about logic, not about guessing. */
const CHEAP = { daily: { mKiB: 19 * 1024, t: 1 }, backup: { mKiB: 20 * 1024, t: 1 } };

export interface FakeClock extends Clock {
  advance(ms: number): void;
}

export function fakeClock(start = 1_790_000_000_000): FakeClock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}

/** A keychain in memory that can lose what it holds, like the real ones do. */
export function fakeKeychain(): OsKeychain & { forget(): void } {
  let mask = 0x5a;
  const flip = (bytes: Uint8Array) => Promise.resolve(bytes.map((byte) => byte ^ mask));
  return { available: () => Promise.resolve(true), seal: flip, open: flip, forget: () => (mask ^= 0x77) };
}

export function testDeps(overrides: Partial<VaultDeps> = {}): VaultDeps {
  return { ...systemVaultDeps({ appVersion: '0.1.0', cost: CHEAP }), clock: fakeClock(), ...overrides };
}

export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function valueOf<T>(result: Result<T, AppError>): T {
  if (!result.ok) throw new Error(`unexpected ${JSON.stringify(result.error)}`);
  return result.value;
}

export function errorOf(result: Result<unknown, AppError>): AppError {
  if (result.ok) throw new Error('unexpected success');
  return result.error;
}
