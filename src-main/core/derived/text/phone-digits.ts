/**
 * Digit strings of a stored phone number, for search. Stored numbers are already in
 * the form of `normalizePhone` (`13800138000`, `021-12345678`, `+1 415 555 2671`), so
 * no metadata is needed; text that is no number is searched by its digits.
 */

const EXTENSION = /[转轉#xX]|分机|分機|内线|ext/;

/** What may be typed to find the number: as dialled at home, and with the country code. */
export function phoneDigits(value: string): readonly string[] {
  const cut = value.search(EXTENSION);
  const digits = (cut > 0 ? value.slice(0, cut) : value).replace(/[^0-9]/g, '');
  if (digits === '' || value.startsWith('+')) return digits === '' ? [] : [digits];
  if (digits.length === 11 && digits.startsWith('1')) return ['86' + digits];
  if (digits.length >= 10 && digits.startsWith('0')) return [digits, '86' + digits.slice(1)];
  return [digits];
}

/** Digits as dialled at home: what a number "starts with" for one or two typed digits. */
export function homeDigits(form: string): string {
  return form.length === 13 && form.startsWith('861') ? form.slice(2) : form;
}
