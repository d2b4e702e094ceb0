/** What is on screen, with the styles of paper: through the system's print dialog or, where the host can, straight into a PDF. */
import type { Result } from '../../shared/kernel/result.ts';
import { transport } from './api.ts';
import { fileDate, nameForFile, settle } from './files.ts';
import type { TargetName } from './transport.ts';

/** Opens the dialog once the fonts of the page are there. */
export async function printWindow(): Promise<void> {
  await document.fonts.ready;
  window.print();
}

/** False in a browser: "save as PDF" is one of the printers of its own dialog. */
export function canSavePdf(): boolean {
  return transport().savePdf !== null;
}

/** Asks where it goes, under this name and today's date. `ok` with `null` when the user changed their mind. */
export async function savePdf(name: string): Promise<Result<TargetName | null>> {
  await document.fonts.ready;
  return settle(() => transport().savePdf?.(`${nameForFile(name)} ${fileDate()}.pdf`) ?? Promise.resolve(null));
}
