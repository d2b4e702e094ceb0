/**
 * Keeps a half-written customer in the book (encrypted like all of it), so that it is
 * there again after a lock, a crash or a power cut. The browser itself keeps nothing.
 */
import { useEffect } from 'react';
import { api } from '../../../lib/api.ts';
import { onSessionEnd } from '../../../lib/session-end.ts';
import { EMPTY_DRAFT, isBegun, useNewDraft, type NewDraft } from '../../common/draft-store.ts';

const FORM = 'customer.new';
/** A pause in typing; a crash costs at most the last word. */
const PAUSE_MS = 400;

let timer: ReturnType<typeof setTimeout> | null = null;
/** True between reading the kept draft and the lock: before, an empty form must not wipe what is kept. */
let isKeeping = false;

function stop(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  isKeeping = false;
}
onSessionEnd(stop);

function save(): void {
  timer = null;
  const { draft } = useNewDraft.getState();
  void api.call('drafts.set', { form: FORM, text: isBegun(draft) ? JSON.stringify(draft) : null });
}

/** Reads a kept draft; fields that this version does not know or that have another type are left out. */
export function parseDraft(text: string): NewDraft | null {
  try {
    const stored = JSON.parse(text) as Record<string, unknown>;
    const known = Object.entries(EMPTY_DRAFT).map(([field, empty]: [string, unknown]) => {
      const value = stored[field];
      const fits = empty === null ? value === null || typeof value === 'string' : typeof value === typeof empty && Array.isArray(value) === Array.isArray(empty);
      return [field, fits ? value : empty];
    });
    return Object.fromEntries(known) as NewDraft;
  } catch {
    return null;
  }
}

async function begin(): Promise<void> {
  const result = await api.call('drafts.get', { form: FORM });
  if (!result.ok) return;
  const kept = result.value.text === null ? null : parseDraft(result.value.text);
  if (kept && !isBegun(useNewDraft.getState().draft)) useNewDraft.setState({ draft: kept });
  isKeeping = true;
}

/** Mount where customers are added: takes over what was kept, and keeps what is typed from then on. */
export function useKeptDraft(): void {
  useEffect(() => {
    if (!isKeeping) void begin();
    return useNewDraft.subscribe((now, before) => {
      if (!isKeeping || now.draft === before.draft) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(save, PAUSE_MS);
    });
  }, []);
}
