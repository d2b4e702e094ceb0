/**
 * Addresses that open another program with a text in it: `sms:` and `mailto:`. What is written
 * in them is encoded as UTF-8 bytes (RFC 5724, RFC 6068), so that Chinese, line ends, `&` and `#` arrive.
 */

/** Windows cuts off or refuses what is longer (about 2,080 characters); a Chinese character takes nine. */
export const MAX_LINK = 2_000;

/** A half of a pair of characters cannot be encoded: it becomes the sign for what cannot be read. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The digits of a number as `sms:` and `tel:` want them; `null` when there are too few to be one. */
export function dialled(phone: string): string | null {
  const plain = phone.normalize('NFKC').replace(/(?:ext\.?|x|转|分机).*$/i, '');
  const digits = plain.replace(/\D/g, '');
  return digits.length < 3 ? null : `${plain.trim().startsWith('+') ? '+' : ''}${digits}`;
}

/** `null` when the number is none. */
export function smsLink(phone: string, text: string): string | null {
  const number = dialled(phone);
  return number === null ? null : `sms:${number}?body=${encoded(text)}`;
}

/** `null` when it is no address. Line ends in a letter are CR LF. */
export function mailLink(address: string, subject: string, text: string): string | null {
  const plain = address.trim();
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(plain)) return null;
  const to = encoded(plain).replaceAll('%40', '@');
  return `mailto:${to}?subject=${encoded(subject)}&body=${encoded(text.replace(/\r?\n/g, '\r\n'))}`;
}

/** The link without its text, when it is too long for the system: the text then goes by the clipboard. */
export function shortened(link: string): { readonly link: string; readonly cut: boolean } {
  if (link.length <= MAX_LINK) return { link, cut: false };
  return { link: link.replace(/(?:\?body=.*$|&body=.*$)/, ''), cut: true };
}

/** Text as a chat takes it: no blanks at the ends of lines, no more than one empty line, none around it. */
export function chatText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
