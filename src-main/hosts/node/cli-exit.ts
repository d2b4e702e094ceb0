/** Exit codes, one per kind of trouble a script would treat differently. Listed in `--help`. */
import type { AppError } from '../../../shared/kernel/result.ts';

export const EXIT = { ok: 0, failed: 1, usage: 2, secret: 3, book: 4, file: 5, disk: 6, missing: 7, tampered: 8, cancelled: 130 } as const;

const byCode: Readonly<Record<string, number>> = {
  'vault.wrongSecret': EXIT.secret,
  'vault.wait': EXIT.secret,
  'vault.weakPassphrase': EXIT.secret,
  'vault.recoveryCodeTypo': EXIT.secret,
  'people.gone': EXIT.secret,
  'request.cancelled': EXIT.cancelled,
  'request.unknownMethod': EXIT.usage,
  'request.invalid': EXIT.usage,
};
const byGroup: Readonly<Record<string, number>> = { vault: EXIT.book, book: EXIT.book, file: EXIT.file, import: EXIT.file, backup: EXIT.file, disk: EXIT.disk, record: EXIT.missing };

/** The exit code for an error of the contract. */
export function exitCodeOf(error: AppError): number {
  if (error.code.endsWith('.missing') && !error.code.startsWith('vault.') && !error.code.startsWith('file.')) return EXIT.missing;
  return byCode[error.code] ?? byGroup[error.code.split('.')[0] ?? ''] ?? EXIT.failed;
}
