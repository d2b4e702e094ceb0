/** The customer being written down. Lives in memory here; `draft-keeper.ts` keeps it in the book. */
import { create } from 'zustand';
import type { CustomPatch } from '../../../shared/modules/custom-fields.ts';
import type { CustomerPatch } from '../../../shared/modules/customers.ts';
import { tidyContact } from './model/tidy-contact.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export interface NewDraft {
  readonly name: string;
  readonly phone: string;
  readonly wechat: string;
  readonly email: string;
  readonly address: string;
  readonly company: string;
  readonly title: string;
  readonly code: string;
  readonly kind: 'individual' | 'company' | null;
  readonly gender: 'female' | 'male' | 'other' | null;
  readonly birthday: string | null;
  readonly grade: string;
  readonly source: string;
  readonly tags: readonly number[];
  readonly notes: string;
  /** Values of custom fields by id, and what was typed where tidying changed it. */
  readonly custom: CustomPatch;
  /** Further phones and the like found in a pasted text. */
  readonly more: CustomerPatch;
  /** Customers who look alike and are somebody else. */
  readonly notSame: readonly number[];
}

export const EMPTY_DRAFT: NewDraft = {
  name: '', phone: '', wechat: '', email: '', address: '', company: '', title: '', code: '',
  kind: null, gender: null, birthday: null, grade: '', source: '', tags: [], notes: '', custom: {}, more: {}, notSame: [],
}; // prettier-ignore

interface DraftStore {
  readonly open: boolean;
  readonly draft: NewDraft;
}
export const useNewDraft = create<DraftStore>(() => ({ open: false, draft: EMPTY_DRAFT }));
onSessionEnd(() => useNewDraft.setState({ open: false, draft: EMPTY_DRAFT }));

/** Opens the form, with a name when one was searched for. */
export function openNewCustomer(name = ''): void {
  useNewDraft.setState(({ draft }) => ({ open: true, draft: name === '' ? draft : { ...draft, name } }));
}

/** Closes the form; what was written stays. */
export function closeNewCustomer(): void {
  useNewDraft.setState({ open: false });
}

/** True when there is something in the form worth keeping. */
export function isBegun(draft: NewDraft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(EMPTY_DRAFT);
}

/** What is sent to the core: only what was filled in. */
export function patchOf(draft: NewDraft): CustomerPatch {
  const one = (value: string, field: 'phones' | 'wechats' | 'emails' | 'addresses') => {
    const rest = (draft.more[field] ?? []).filter((other) => other.value !== value.trim());
    return value.trim() === '' && rest.length === 0 ? {} : { [field]: [...(value.trim() === '' ? [] : [tidyContact(field, { value })]), ...rest] };
  };
  const text = (field: 'company' | 'title' | 'code' | 'grade' | 'source' | 'notes') => (draft[field].trim() === '' ? {} : { [field]: draft[field].trim() });
  return {
    ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
    ...one(draft.phone, 'phones'),
    ...one(draft.wechat, 'wechats'),
    ...one(draft.email, 'emails'),
    ...one(draft.address, 'addresses'),
    ...text('company'),
    ...text('title'),
    ...text('code'),
    ...text('grade'),
    ...text('source'),
    ...text('notes'),
    ...(draft.kind === null ? {} : { kind: draft.kind }),
    ...(draft.gender === null ? {} : { gender: draft.gender }),
    ...(draft.birthday === null ? {} : { birthday: draft.birthday }),
    ...(Object.keys(customOf(draft)).length === 0 ? {} : { custom: customOf(draft) }),
    ...(draft.tags.length === 0 ? {} : { tags: [...draft.tags] }),
  };
}

/** The values that are there. */
function customOf(draft: NewDraft): CustomPatch {
  return Object.fromEntries(Object.entries(draft.custom).filter(([, value]) => value !== null));
}

/** Puts what was read from a pasted text into the form; what is already written there stays. Answers the form and how many fields were filled. */
export function fillDraft(draft: NewDraft, read: CustomerPatch): { readonly draft: NewDraft; readonly filled: number } {
  let filled = 0;
  const take = (now: string, found: string | null | undefined): string => {
    if (found === null || found === undefined || now.trim() !== '') return now;
    filled += 1;
    return found;
  };
  const next: NewDraft = {
    ...draft,
    name: take(draft.name, read.name),
    phone: take(draft.phone, read.phones?.[0]?.value),
    wechat: take(draft.wechat, read.wechats?.[0]?.value),
    email: take(draft.email, read.emails?.[0]?.value),
    address: take(draft.address, read.addresses?.[0]?.value),
    company: take(draft.company, read.company),
    notes: take(draft.notes, read.notes),
    birthday: draft.birthday ?? read.birthday ?? null,
    more: { phones: read.phones?.slice(1) ?? [], wechats: read.wechats?.slice(1) ?? [], emails: read.emails?.slice(1) ?? [], addresses: read.addresses?.slice(1) ?? [] },
  };
  return { draft: next, filled: filled + (next.birthday !== draft.birthday ? 1 : 0) };
}
