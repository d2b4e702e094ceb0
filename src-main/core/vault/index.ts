/** What higher tiers and hosts may use of the vault. */
export { backoffMs, createAttemptLog, waitMs } from './attempts.ts';
export type { AttemptLog, Attempts } from './attempts.ts';
export { BLOB_FOLDER, createBlobStore } from './blob-store.ts';
export type { BlobStore, PutBlob, StoredBlob } from './blob-store.ts';
export { canonicalJson } from './canonical-json.ts';
export type { CanonicalValue } from './canonical-json.ts';
export { BACKUP_KDF, calibrateKdf, DAILY_KDF, KDF_BOUNDS, workerKdf } from './kdf.ts';
export type { Kdf } from './kdf.ts';
export { beginKeyChange, dropKeyChange, finishKeyChange, keysBefore, keysOfHeader } from './change-key.ts';
export type { NewKeyInput } from './change-key.ts';
export { adoptBlobKeys, copyKeys, fileKey, plainBlobKeys } from './keys.ts';
export type { BlobKeys, KeyPurpose, PlainBlobKeys, VaultKeys } from './keys.ts';
export { acquireBookLock, LOCK_FILE } from './lock-file.ts';
export type { BookLock, BusyError, LockOptions } from './lock-file.ts';
export { checkBookPlace, syncServiceOf } from './place.ts';
export type { PlaceError, SyncService } from './place.ts';
export { newRecoveryCode, parseRecoveryCode, recoveryGroupMatches } from './recovery-code.ts';
export type { RecoveryCodeError } from './recovery-code.ts';
export {
  addKeychainSlot,
  addOwnerKey,
  changePassphrase,
  headerForBackup,
  MAX_PEOPLE,
  refreshPassphraseSlots,
  reissueRecoveryCode,
  removeKeychainSlot,
  removePersonSlots,
  renamePersonSlots,
  setPersonPassphrase,
  updateBookFacts,
  writeRestoredHeader,
} from './rekey.ts';
export { looksSealed, openSealedFile, SEAL_CHUNK_BYTES, SEAL_START_BYTES, verifySealedFile, writeSealedFile } from './sealed-file.ts';
export type { SealedFile, SealInput } from './sealed-file.ts';
export { Secret } from './secret.ts';
export { compareVersions, VAULT_FILE } from './vault-file.ts';
export type { SlotType, SlotUser } from './vault-file.ts';
export {
  createVault,
  readHeader,
  unlockHeaderBytes,
  unlockVault,
  unlockWithKeychain,
  unlockWithPassphrase,
  unlockWithRecoveryCode,
} from './vault.service.ts';
export { OWNER, systemVaultDeps } from './vault-model.ts';
export type { BookFacts, BookMeta, PublicHeader, Unlocked, VaultDeps, VaultError, VaultSecret } from './vault-model.ts';
