/** Customers as cards for a phone: in full, or the surname with its numbers. */
import { parsePartialDate } from '../../../../shared/kernel/partial-date.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { Row } from '../../changes/rows.ts';
import { noteEvent } from '../../changes/write.ts';
import type { ChosenFile } from '../../domain/context.ts';
import { utf8, writeChosen } from '../transfer/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import { cardText } from './ical-file.ts';
import { surnameOf, type Naming } from './names.ts';

type Values = readonly { readonly value: string; readonly label?: string }[];

export function cardOf(row: Row, naming: Naming): string {
  const fields = row.fields;
  const text = (name: string) => (typeof fields[name] === 'string' && fields[name] !== '' ? (fields[name]) : null);
  const list = (name: string) => (fields[name] ?? []) as Values;
  const who = { name: text('name') ?? '', familyName: text('familyName'), customerKind: fields['kind'] as 'individual' | 'company' };
  const base = { uid: `customer-${String(row.id)}@regulars`, changedAt: row.updatedAt, phones: list('phones') };
  const surname = surnameOf(who);
  if (naming === 'surname') return cardText({ ...base, name: surname, family: surname, given: '', emails: [], company: null, title: null, address: null, birthday: null });
  const isCompany = who.customerKind === 'company';
  const given = text('givenName') ?? (isCompany ? '' : givenOf(who.name, surname));
  return cardText({ ...base, name: who.name, family: isCompany ? '' : surname, given, emails: list('emails'), company: isCompany ? who.name : text('company'), title: text('title'), address: list('addresses')[0]?.value ?? null, birthday: solarDay(text('birthday')) });
}

/** What is left of a name beside the surname, which stands first in Chinese and last elsewhere. */
function givenOf(name: string, surname: string): string {
  if (name.startsWith(surname)) return name.slice(surname.length).trim();
  return name.endsWith(surname) ? name.slice(0, -surname.length).trim() : '';
}

function solarDay(stored: string | null): string | null {
  const date = stored === null ? null : parsePartialDate(stored);
  if (!date || date.calendar !== 'solar' || date.year === null) return null;
  return stored!.slice(1, 11);
}

export interface CardsInput {
  readonly file: ChosenFile;
  readonly ids: Float64Array;
  readonly naming: Naming;
}

/** Handler `handOff.cards`; answers how many cards were written. */
export async function exportCards(book: WorkerBook, input: CardsInput): Promise<{ rows: number }> {
  const written = { rows: 0 };
  await writeChosen(input.file, utf8(cards(book, input, written)));
  noteEvent(book.write, 'export.cards', book.actor, written.rows);
  return written;
}

async function* cards(book: WorkerBook, { ids, naming }: CardsInput, written: { rows: number }): AsyncGenerator<string> {
  for (const [i, id] of ids.entries()) {
    if (i % 200 === 0) {
      if (book.cancelled()) throw new AppFailure('request.cancelled');
      book.progress('writing', i, ids.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const row = book.write.rows.get('customer', id);
    if (!row || row.deletedAt !== null) continue;
    written.rows++;
    yield cardOf(row, naming);
  }
}
