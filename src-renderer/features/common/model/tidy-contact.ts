/** A contact as it is kept: phones and e-mails in one way of writing, with the text as it was typed when that was another. */
import { normalizePhone } from '../../../../shared/kernel/phone.ts';
import { looksLikeEmail } from '../../../../shared/modules/review.ts';
import type { ContactValue } from '../../../../shared/modules/fields.ts';

/** Tidies what was typed; a text that is no phone or e-mail, and every other kind of contact, stays as it is. */
export function tidyContact<T extends ContactValue>(field: string, contact: T): T {
  const typed = contact.value.trim();
  const tidy = field === 'phones' ? normalizePhone(typed)?.display : field === 'emails' ? tidyEmail(typed) : undefined;
  return tidy === undefined || tidy === typed ? { ...contact, value: typed } : { ...contact, value: tidy, original: typed };
}

/** Full-width signs, blanks within and capitals of the domain are no part of an address; `undefined` when it is none even so. */
function tidyEmail(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replace(/\s/g, '').replace(/。/g, '.').replace(/^mailto:/i, '');
  const at = plain.lastIndexOf('@');
  const tidy = plain.slice(0, at + 1) + plain.slice(at + 1).toLowerCase();
  return looksLikeEmail(tidy) ? tidy : undefined;
}
