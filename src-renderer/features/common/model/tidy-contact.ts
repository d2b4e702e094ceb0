/** A contact as it is kept: phones in one way of writing, with the text as it was typed when that was another. */
import { normalizePhone } from '../../../../shared/kernel/phone.ts';
import type { ContactValue } from '../../../../shared/modules/fields.ts';

/** Tidies what was typed; a text that is no phone, and every other kind of contact, stays as it is. */
export function tidyContact<T extends ContactValue>(field: string, contact: T): T {
  const typed = contact.value.trim();
  const phone = field === 'phones' ? normalizePhone(typed) : null;
  return phone === null || phone.display === typed ? { ...contact, value: typed } : { ...contact, value: phone.display, original: typed };
}
