/**
 * CSV cells that a spreadsheet would run as a formula. Export puts `'` before a value
 * whose first character (after apostrophes of its own) starts a formula; import takes
 * exactly that one away, so that every value survives the round trip.
 */
// TAB, CR and NUL are among the characters that start a formula in some programs.
const RISKY = /^'*[=+\-@\t\r\0＝＋－＠]/;

/** The text as it may stand in a CSV cell. */
export function addGuard(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

/** Undoes `addGuard`; other texts stay. */
export function removeGuard(text: string): string {
  return text.startsWith("'") && RISKY.test(text) ? text.slice(1) : text;
}
