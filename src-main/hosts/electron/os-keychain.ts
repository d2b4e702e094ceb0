/**
 * The system's keychain through `safeStorage`: DPAPI, the macOS keychain, or the desktop's
 * secret service. On a Linux desktop without one Electron would "protect" with a key that
 * is built in (`basic_text`): that is refused.
 */
import { safeStorage } from 'electron';
import type { OsKeychain } from '../../core/kernel/ports.ts';

async function usable(): Promise<boolean> {
  if (process.platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown') return false;
  }
  return safeStorage.isAsyncEncryptionAvailable();
}

/** Never throws: what the keychain cannot do is `null`, and the passphrase works all the same. */
export function createKeychain(): OsKeychain {
  return {
    available: () => usable().catch(() => false),
    async seal(secret) {
      if (!(await usable().catch(() => false))) return null;
      return safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')).then(
        (sealed) => new Uint8Array(sealed),
        () => null,
      );
    },
    async open(sealed) {
      if (!(await usable().catch(() => false))) return null;
      return safeStorage.decryptStringAsync(Buffer.from(sealed)).then(
        ({ result }) => new Uint8Array(Buffer.from(result, 'base64')),
        () => null,
      );
    },
  };
}
