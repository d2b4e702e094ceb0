/** The system's print dialog for what is on screen, with the styles of paper; "save as PDF" is one of its printers. */

/** Opens the dialog once the fonts of the page are there. */
export async function printWindow(): Promise<void> {
  await document.fonts.ready;
  window.print();
}
