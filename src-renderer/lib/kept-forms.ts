/**
 * Half-written forms, kept in the book (encrypted like all of it): they are there again after a lock, a crash or a power cut.
 * One slot per form, in it the last few by what they are about (a customer's id); the browser itself keeps nothing.
 */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { Input } from '../../shared/contract/index.ts';
import { api } from './api.ts';
import { beforeSessionEnd, onSessionEnd } from './session-end.ts';

const FORMS = ['followUp.new', 'sale.new', 'customer.edit'] as const satisfies readonly Input<'drafts.set'>['form'][];
export type KeptForm = (typeof FORMS)[number];
type Entry = readonly [about: string, value: unknown];
type Slots = Readonly<Record<KeptForm, readonly Entry[]>>;

/** More than anybody leaves unfinished; the oldest goes. */
const MOST = 8;
/** A pause in typing; a crash costs at most the last word. */
const PAUSE_MS = 400;
const EMPTY: Slots = { 'followUp.new': [], 'sale.new': [], 'customer.edit': [] };

const useSlots = create<Slots>(() => EMPTY);
const timers = new Map<KeptForm, ReturnType<typeof setTimeout>>();

function save(form: KeptForm): void {
  clearTimeout(timers.get(form));
  timers.delete(form);
  const entries = useSlots.getState()[form];
  void api.call('drafts.set', { form, text: entries.length === 0 ? null : JSON.stringify(entries) });
}

beforeSessionEnd(() => [...timers.keys()].forEach(save));
onSessionEnd(() => {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  useSlots.setState(EMPTY);
});

/** What `drafts.set` was given, or nothing for what another version wrote differently. */
export function readSlot(text: string | null): readonly Entry[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(stored) ? stored.filter((one): one is [string, unknown] => Array.isArray(one) && one.length === 2 && typeof one[0] === 'string') : [];
  } catch {
    return [];
  }
}

/** Takes over what was kept, when a book has been opened. What has been typed since then wins. */
export async function loadKept(): Promise<void> {
  for (const form of FORMS) {
    const reply = await api.call('drafts.get', { form });
    if (!reply.ok) return;
    const typed = useSlots.getState()[form];
    const older = readSlot(reply.value.text).filter(([about]) => !typed.some(([other]) => other === about));
    useSlots.setState({ [form]: [...older, ...typed].slice(-MOST) });
  }
}

/** Keeps what is in a form after a pause in typing; `null` forgets it at once. */
export function keepForm(form: KeptForm, about: string, value: unknown): void {
  const before = useSlots.getState()[form];
  const rest = before.filter(([other]) => other !== about);
  if (value === null && rest.length === before.length) return;
  useSlots.setState({ [form]: value === null ? rest : [...rest, [about, value] as const].slice(-MOST) });
  if (value === null) return save(form);
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), PAUSE_MS));
}

/** What is kept now, as it was written: another version may have written other fields. */
export function keptForm(form: KeptForm, about: string): unknown {
  return useSlots.getState()[form].find(([other]) => other === about)?.[1];
}

/** The same for a component that is shown while the book is being opened. */
export function useKeptForm(form: KeptForm, about: string): unknown {
  return useSlots((slots) => slots[form].find(([other]) => other === about)?.[1]);
}

/** Keeps `value` while its form is shown, nothing while it or `about` is `null`; answers how to forget it for good when the form was saved or emptied. */
export function useKeepForm(form: KeptForm, about: string | null, value: unknown): () => void {
  const isDone = useRef(false);
  const text = JSON.stringify(value);
  useEffect(() => {
    if (about !== null && !isDone.current) keepForm(form, about, JSON.parse(text));
  }, [form, about, text]);
  return () => {
    isDone.current = true;
    if (about !== null) keepForm(form, about, null);
  };
}

/** The fields of `pattern` as they were stored; one that is missing or of another sort is as in `pattern`, where `null` stands for a text or number too. */
export function fieldsLike<T extends object>(pattern: T, stored: unknown): T {
  const from = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const fits = (value: unknown, empty: unknown): boolean =>
    empty === null ? value === null || typeof value === 'string' || typeof value === 'number' : typeof value === typeof empty && value !== null && Array.isArray(value) === Array.isArray(empty);
  return Object.fromEntries(Object.entries(pattern).map(([field, empty]: [string, unknown]) => [field, fits(from[field], empty) ? from[field] : empty])) as T;
}
