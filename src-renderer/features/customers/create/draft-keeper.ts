/**
 * Keeps a half-written customer in the book (encrypted like all of it), so that it is
 * there again after a lock, a crash or a power cut. The browser itself keeps nothing.
 */
import { useEffect } from 'react';
import { api } from '../../../lib/api.ts';
import { fieldsLike } from '../../../lib/kept-forms.ts';
import { beforeSessionEnd, onSessionEnd } from '../../../lib/session-end.ts';
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
beforeSessionEnd(() => timer !== null && save());
onSessionEnd(stop);

function save(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const { draft } = useNewDraft.getState();
  void api.call('drafts.set', { form: FORM, text: isBegun(draft) ? JSON.stringify(draft) : null });
}

/** Reads a kept draft; fields that this version does not know or that have another type are left out. */
export function parseDraft(text: string): NewDraft | null {
  try {
    return fieldsLike(EMPTY_DRAFT, JSON.parse(text));
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
