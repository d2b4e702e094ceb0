/** Pure rules of a customer's fields: filled pinyin, tidy contacts, what an edit means. */
import type { CustomerDraft, CustomerPatch } from '../../../../shared/modules/customers.ts';
import { namePinyin } from '../../kernel/pinyin.ts';

/** Two contacts are one when only blanks and letter case differ. */
function contactKey(value: string): string {
  return value.replaceAll(/[\s-]/g, '').toLowerCase();
}

/** Drops doubled contacts; the first of each stays, so the primary one does. */
export function tidyContacts<T extends { readonly value: string }>(list: readonly T[]): T[] {
  const seen = new Set<string>();
  return list.filter((c) => {
    const key = contactKey(c.value);
    if (key === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A patch ready to be written: contacts tidied, empty texts null, pinyin following the name unless given. */
export function preparePatch(patch: CustomerPatch): Record<string, unknown> {
  const out: Record<string, unknown> = { ...patch };
  for (const field of ['phones', 'wechats', 'emails', 'addresses'] as const) {
    const list = patch[field];
    if (list) out[field] = tidyContacts(list);
  }
  if (patch.tags) out['tags'] = [...new Set(patch.tags)];
  for (const [key, value] of Object.entries(out)) if (value === '' && key !== 'pinyin') out[key] = null;
  if (patch.pinyin !== undefined) out['pinyin'] = patch.pinyin.toLowerCase();
  if (patch.name !== undefined && !patch.pinyin) out['pinyin'] = namePinyin(patch.name).full;
  return out;
}

/** A new customer's fields: everything not given is empty, the kind is a person's unless told. */
export function prepareDraft(draft: CustomerDraft): Record<string, unknown> {
  return { kind: 'individual', ...preparePatch(draft) };
}
