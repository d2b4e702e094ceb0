/** Notice and consent in tables of customers: what a row says becomes dated entries, and the entries a row. */
import type { ConsentCells, ConsentMethod } from '../../../../shared/modules/consents.ts';
import type { ConsentKind } from '../../../../shared/modules/customers.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { prepared } from '../../changes/statements.ts';
import type { Writer } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';
import { choiceNamed, choiceWord } from './choice-words.ts';

export interface ConsentEntry {
  readonly kind: ConsentKind;
  readonly date: string;
  readonly method: ConsentMethod | null;
  readonly scope: string | null;
}

/** What is known of a customer already; `latest` is the kind of the last consent or withdrawal. */
export interface KnownConsents {
  readonly latest: ConsentKind | null;
  has(kind: ConsentKind, date: string): boolean;
}

const NOTHING: KnownConsents = { latest: null, has: () => false };

/**
 * The entries of a row that a customer does not have yet. An answer without a day counts as of
 * today, and only when it changes where the customer stands: who never agreed has nothing to take back.
 */
export function freshEntries(cells: ConsentCells, today: string, known: KnownConsents = NOTHING): readonly ConsentEntry[] {
  const more = { method: cells.consentMethod ?? null, scope: cells.consentScope ?? null };
  const entries: ConsentEntry[] = [];
  if (cells.noticeOn !== undefined) entries.push({ kind: 'notice', date: cells.noticeOn, ...more });
  const kind = cells.consented === 'no' ? 'withdrawal' : 'consent';
  if (cells.consentOn !== undefined) entries.push({ kind, date: cells.consentOn, ...more });
  else if (cells.consented === 'yes' ? known.latest !== 'consent' : cells.consented === 'no' && known.latest === 'consent') entries.push({ kind, date: today, ...more });
  return entries.filter((entry) => !known.has(entry.kind, entry.date));
}

interface Stored {
  readonly kind: ConsentKind;
  readonly date: string;
  readonly method: ConsentMethod | null;
  readonly scope: string | null;
}

/** Living entries of a customer, latest first. */
function entriesOf(db: Db, customerId: number): readonly Stored[] {
  return prepared(db.raw, 'SELECT kind, date, method, scope FROM consent WHERE customer_id = ? AND deleted_at IS NULL ORDER BY date DESC, id DESC').all(customerId) as Stored[];
}

/** What the book knows of a customer. */
export function knownConsents(db: Db, customerId: number): KnownConsents {
  return knownFrom(entriesOf(db, customerId));
}

/** What these entries say, the latest first. */
export function knownFrom(entries: readonly Pick<Stored, 'kind' | 'date'>[]): KnownConsents {
  return {
    latest: entries.find(({ kind }) => kind !== 'notice')?.kind ?? null,
    has: (kind, date) => entries.some((one) => one.kind === kind && one.date === date),
  };
}

/** Writes down what is new in a row; answers whether anything was. */
export function writeConsents(w: Writer, customerId: number, cells: ConsentCells, today: string): boolean {
  const fresh = freshEntries(cells, today, knownConsents(w.db, customerId));
  for (const entry of fresh) w.create('consent', { ...entry, customerId, notes: null });
  return fresh.length > 0;
}

/** Where a customer stands, in the words of a table that our own import reads. */
export function consentCells(db: Db, customerId: number, language: Language): Readonly<Record<keyof ConsentCells, string>> {
  const entries = entriesOf(db, customerId);
  const notice = entries.find(({ kind }) => kind === 'notice');
  const answer = entries.find(({ kind }) => kind !== 'notice');
  const last = answer ?? notice;
  return {
    noticeOn: notice?.date ?? '',
    consented: answer ? (choiceWord('consented', answer.kind === 'consent' ? 'yes' : 'no', language) ?? '') : '',
    consentOn: answer?.date ?? '',
    consentMethod: last?.method ? (choiceWord('consentMethod', last.method, language) ?? '') : '',
    consentScope: last?.scope ?? '',
  };
}

/** 是, 已同意, agreed; 否, 不同意, 已撤回, withdrawn. `null`: another word. */
export function answerNamed(text: string): 'yes' | 'no' | null {
  const word = text.trim().toLowerCase();
  if (/^(?:已?同意|agreed|consented|opted?[ -]?in)$/.test(word)) return 'yes';
  if (/^(?:不同意|未同意|没同意|拒绝|已?撤回(?:同意)?|withdrawn|declined|refused|opted?[ -]?out)$/.test(word)) return 'no';
  const named = choiceNamed('consented', text);
  return named === '' ? 'no' : named;
}
