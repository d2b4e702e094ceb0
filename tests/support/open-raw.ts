/** Opens a book's database past the program, as somebody with the passphrase and a debugger could. */
import { join } from 'node:path';
import type { Db } from '../../src-main/core/database/open.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { systemVaultDeps, unlockWithPassphrase } from '../../src-main/core/vault/index.ts';

export async function openWithPassphrase(dir: string, passphrase: string): Promise<Db> {
  const unlocked = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), dir, passphrase);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  const { keys } = unlocked.value;
  const db = keys.db.use((key) => openDatabase(join(dir, 'crm.db'), { key }));
  keys.dispose();
  return db;
}
