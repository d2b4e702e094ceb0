/** The one place where SQLite's error codes become codes of the contract. */
import { AppFailure } from '../../../shared/kernel/result.ts';

interface SqliteErrorLike {
  readonly code: string;
}

function isSqliteError(e: unknown): e is SqliteErrorLike {
  return e instanceof Error && 'code' in e && typeof e.code === 'string' && e.code.startsWith('SQLITE_');
}

/**
 * The failure a person can act on (`disk.full`, `disk.readonly`, `book.damaged`,
 * `book.locked`, `disk.io`), or `null` when the error is none of SQLite's and so a bug.
 */
export function sqliteFailure(e: unknown): AppFailure | null {
  if (!isSqliteError(e)) return null;
  const code = e.code;
  if (code === 'SQLITE_FULL') return new AppFailure('disk.full');
  if (code.startsWith('SQLITE_READONLY')) return new AppFailure('disk.readonly');
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new AppFailure('book.damaged', { sqlite: code });
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return new AppFailure('book.writeBusy');
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') return new AppFailure('disk.denied', { sqlite: code });
  if (code.startsWith('SQLITE_IOERR')) return new AppFailure('disk.io', { sqlite: code });
  return null;
}
