/** What is written in the form of a follow-up, and its copy in the book for after a lock or a crash. */
import { useState } from 'react';
import type { Customer } from '../../../shared/modules/customers.ts';
import type { ContactMethod, FollowUpIntent, FollowUpResult, Satisfaction } from '../../../shared/modules/follow-ups.ts';
import { fieldsLike, keptForm, useKeepForm } from '../../lib/kept-forms.ts';
import type { WaitingFile } from '../attachments/attach.ts';
import { useFollowUpStore, type FollowUpAsk } from './follow-up-store.ts';

export interface FollowUpWritten {
  /** `null`: the way the customer likes, else the one used last. */
  readonly method: ContactMethod | null;
  readonly content: string;
  readonly result: FollowUpResult | null;
  readonly intent: FollowUpIntent | null;
  readonly satisfaction: Satisfaction | null;
  readonly nextDate: string | null;
  /** `null`: now. */
  readonly at: number | null;
}
const NOTHING: FollowUpWritten = { method: null, content: '', result: null, intent: null, satisfaction: null, nextDate: null, at: null };
export type KeptFollowUp = FollowUpWritten & { readonly customerId: number | null };

/** What is written so far; the way of contact starts with the one the customer likes, else with the last one used. */
export function useFollowUpDraft({ row, task }: FollowUpAsk, customer: Customer | undefined, kept: KeptFollowUp | null) {
  const lastMethod = useFollowUpStore((state) => state.lastMethod);
  const [written, setWritten] = useState<FollowUpWritten>(() => fieldsLike(NOTHING, row ?? kept ?? { method: task?.method ?? null }));
  const [files, setFiles] = useState<readonly WaitingFile[]>([]);
  const set =
    <F extends keyof FollowUpWritten>(field: F) =>
    (value: FollowUpWritten[F]): void =>
      setWritten((now) => ({ ...now, [field]: value }));
  return {
    ...written,
    written,
    method: written.method ?? customer?.preferredMethod ?? lastMethod,
    setMethod: set('method'),
    setContent: set('content'),
    setResult: set('result'),
    setIntent: set('intent'),
    setSatisfaction: set('satisfaction'),
    setNextDate: set('nextDate'),
    setAt: set('at'),
    files,
    setFiles,
  };
}

export type FollowUpDraft = ReturnType<typeof useFollowUpDraft>;

/** A new follow-up is kept under the customer it is for; one that is corrected or ends a task stands in the book already. */
const aboutOf = ({ row, task, customerId }: FollowUpAsk): string | null => (row || task ? null : String(customerId ?? 0));

/** What was left half written of what is asked for. */
export function keptFollowUp(ask: FollowUpAsk): KeptFollowUp | null {
  const about = aboutOf(ask);
  const stored = about === null ? undefined : keptForm('followUp.new', about);
  return stored === undefined ? null : fieldsLike<KeptFollowUp>({ ...NOTHING, customerId: null }, stored);
}

/** Keeps it while it is written; answers how to forget it. */
export function useKeepFollowUp(ask: FollowUpAsk, written: FollowUpWritten, customerId: number | null): () => void {
  const { method: _, ...rest } = written;
  const isBegun = Object.values(rest).some((value) => value !== null && value !== '');
  return useKeepForm('followUp.new', aboutOf(ask), isBegun ? { ...written, customerId } : null);
}
