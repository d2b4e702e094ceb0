/** Possible duplicates of a draft, with the reason of each; it warns and never forbids. */
import type { CustomerPatch } from '../../../../shared/modules/customers.ts';
import type { Duplicate } from '../../../../shared/modules/found.ts';
import type { OpenBook } from '../context.ts';
import { findCustomer } from './customers.repo.ts';
import { isNotSame } from './not-same.ts';

const LIMIT = 8;
type Reason = Duplicate['reasons'][number];

/** Those who were said to be somebody else are marked so. Strong reasons (shared phone, WeChat, e-mail, code) come first, then equal and like-sounding names. */
export function findDuplicates(book: OpenBook, draft: CustomerPatch, except?: number): Duplicate[] {
  const reasons = new Map<number, Set<Reason>>();
  const add = (id: number, reason: Reason) => {
    if (id === except) return;
    const set = reasons.get(id) ?? new Set<Reason>();
    reasons.set(id, set.add(reason));
  };
  const values = (list: CustomerPatch['phones']) => (list ?? []).map((c) => c.value);
  const keys = { phones: values(draft.phones), wechats: values(draft.wechats), emails: values(draft.emails), code: draft.code ?? null };
  for (const hit of book.derived.findByKeys(keys)) add(hit.id, hit.by);
  if (draft.name) for (const hit of book.derived.findByName(draft.name, LIMIT)) add(hit.id, hit.same ? 'name' : 'nameSound');
  const self = except === undefined ? null : findCustomer(book, except);
  const found: Duplicate[] = [];
  for (const [id, set] of reasons) {
    const c = findCustomer(book, id);
    if (c) found.push({ id, name: c.name, company: c.company, phone: c.phones[0]?.value ?? null, reasons: [...set], deleted: c.deletedAt !== null, notSame: self !== null && isNotSame(self, c) });
    if (found.length === LIMIT) break;
  }
  return found;
}
