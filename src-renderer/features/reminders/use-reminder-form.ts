/** What is written in the form of a reminder, and its saving. */
import dayjs from 'dayjs';
import { useState } from 'react';
import type { ContactMethod } from '../../../shared/modules/follow-ups.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { OnHoliday, ReminderLine } from '../../../shared/modules/reminders.ts';
import { api } from '../../lib/api.ts';
import { fileDate } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { askReminder, type ReminderAsk } from './reminder-store.ts';
import { draftOf, holidayOf, ONCE, repeatsFor, ruleOf, type RuleDraft } from './rule-draft.ts';

export type About = 'customer' | 'segment' | 'nobody';

export interface ReminderWritten {
  readonly about: About;
  readonly customerId: number | null;
  readonly segmentId: number | null;
  readonly title: string;
  readonly startsOn: string;
  readonly atTime: string | null;
  readonly draft: RuleDraft;
  readonly onHoliday: OnHoliday;
  readonly leads: readonly number[];
  readonly assignee: string | null;
  readonly method: ContactMethod | null;
  readonly note: string;
}

function begin(ask: Extract<ReminderAsk, { kind: 'new' }>): ReminderWritten {
  const about: About = ask.segmentId === undefined ? 'customer' : 'segment';
  const startsOn = ask.startsOn ?? dayjs(fileDate()).add(1, 'day').format('YYYY-MM-DD');
  return { about, customerId: ask.customerId, segmentId: ask.segmentId ?? null, title: '', startsOn, atTime: null, draft: ONCE, onHoliday: 'keep', leads: [0], assignee: null, method: null, note: '' };
}

function asWritten(line: ReminderLine): ReminderWritten {
  const { customerId, segmentId, title, startsOn, atTime, onHoliday, leads, assignee, method } = line;
  const about: About = customerId !== null ? 'customer' : segmentId !== null ? 'segment' : 'nobody';
  return { about, customerId, segmentId, title, startsOn, atTime, draft: draftOf(line.rule, startsOn, onHoliday), onHoliday, leads, assignee, method, note: line.note ?? '' };
}

export interface ReminderFormState {
  readonly written: ReminderWritten;
  readonly set: (patch: Partial<ReminderWritten>) => void;
  /** What stops it from being saved; said once saving was tried. */
  readonly lacks: { readonly title: boolean; readonly whom: boolean; readonly leads: boolean };
  readonly tried: boolean;
  readonly error: AppError | null;
  readonly save: () => Promise<void>;
}

export function useReminderForm(ask: Extract<ReminderAsk, { kind: 'new' | 'edit' }>): ReminderFormState {
  const t = useT();
  const undoToast = useUndoToast();
  const [written, setWritten] = useState<ReminderWritten>(() => (ask.kind === 'edit' ? asWritten(ask.line) : begin(ask)));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const { about, customerId, segmentId } = written;
  const lacks = { title: written.title.trim() === '', whom: (about === 'customer' && customerId === null) || (about === 'segment' && segmentId === null), leads: written.leads.length === 0 };
  const set = (patch: Partial<ReminderWritten>): void => {
    setError(null);
    setWritten((now) => fitted({ ...now, ...patch }));
  };
  const save = async (): Promise<void> => {
    setTried(true);
    if (lacks.title || lacks.whom || lacks.leads || busy) return;
    setBusy(true);
    const body = bodyOf(written);
    const about = { customerId: written.about === 'customer' ? customerId : null, segmentId: written.about === 'segment' ? segmentId : null };
    const reply = ask.kind === 'edit' ? await api.call('reminders.update', { id: ask.line.id, patch: body }) : await api.call('reminders.create', { ...about, ...body });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    askReminder(null);
    undoToast(t(ask.kind === 'edit' ? 'reminders.saved' : 'reminders.created', { title: body.title }), reply.actionId);
  };
  return { written, set, lacks, tried, error, save };
}

/** "The last Tuesday" is no choice for a first day that is none. */
function fitted(written: ReminderWritten): ReminderWritten {
  const { repeat } = written.draft;
  if (repeat === 'other' || repeatsFor(written.startsOn).includes(repeat)) return written;
  return { ...written, draft: { ...written.draft, repeat: repeat === 'nth' ? 'lastNth' : repeat === 'lastNth' ? 'nth' : 'monthDay' } };
}

function bodyOf({ title, startsOn, atTime, draft, onHoliday, leads, assignee, method, note }: ReminderWritten) {
  return { title: title.trim(), startsOn, atTime, rule: ruleOf(draft, startsOn), onHoliday: holidayOf(draft, onHoliday), leads: [...leads].sort((a, b) => b - a), assignee, method, note: note.trim() || null };
}
