/**
 * Writing the customers into the other book: batches of one logged transaction each, all of
 * one action. Which row became which is noted in the same transaction, so that a run that
 * was killed goes on with the next row and writes none twice.
 */
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { MoveCounts } from '../../../../shared/modules/moving.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import type { Row } from '../../changes/rows.ts';
import { openedValue } from '../../changes/sealed-values.ts';
import { write } from '../../changes/write.ts';
import type { Writer } from '../../changes/write.ts';
import { lookalikes } from '../transfer/index.ts';
import type { Matchable } from '../transfer/index.ts';
import { customerNumbering } from '../../domain/numbering/index.ts';
import { noteBlob } from '../../domain/attachments/index.ts';
import { createCarrier } from './files.ts';
import type { Carrier } from './files.ts';
import { madeCustomers, mappedId, noteRow, numberTaken, ownedRows, saveCounts } from './moving.repo.ts';
import { carriedFields, ownedKinds } from './owned.ts';
import type { Mapping } from './owned.ts';
import { BATCH_ROWS, stopIfAsked } from './run.ts';
import type { Arrival, Words } from './run.ts';
import { tieTogether } from './ties.ts';
import { makeWord, planWords, WORD_KINDS } from './words.ts';

interface Item {
  readonly entity: EntityName;
  readonly row: Row;
  /** A customer that stays out. */
  readonly skip: boolean;
}

const COUNTED: Partial<Record<EntityName, keyof MoveCounts>> = { customer: 'customers', followUp: 'followUps', sale: 'sales', payment: 'payments', attachment: 'files' };

/** Writes everything that is not there yet. Throws `request.cancelled` between batches; what was written stays for the caller to take away. */
export async function arrive(run: Arrival): Promise<void> {
  const words = makeWords(run);
  const files = createCarrier(run.target);
  let batch: Item[] = [];
  let customers = 0;
  const flush = async () => {
    await files.fetch(batch.filter((i) => i.entity === 'attachment').map((i) => i.row.fields));
    writeBatch(run, words, files, batch);
    batch = [];
    run.book.progress('writing', customers, run.ids.length);
  };
  for (const item of itemsOf(run)) {
    if (item.entity === 'customer') customers++;
    batch.push(item);
    if (batch.length < BATCH_ROWS) continue;
    stopIfAsked(run.book);
    await flush();
  }
  stopIfAsked(run.book);
  await flush();
  tieTogether(run, words);
}

/** Tags, fields and products that are missing there; products may be many. */
function makeWords(run: Arrival): Words {
  const { book, target } = run;
  const plans = planWords(book.db, target.db, run.ids);
  const currency = bookCurrency(book.db);
  for (const kind of WORD_KINDS) {
    const { known, missing, options } = plans[kind];
    for (let i = 0; i < missing.length || i === 0; i += BATCH_ROWS) {
      const part = missing.slice(i, i + BATCH_ROWS);
      write(target.write, run.action, (w) => {
        for (const row of part) known.set(row.id, makeWord(w, kind, row, currency));
        if (i === 0) for (const [id, all] of options) w.update('field', id, { options: all });
        run.counts[kind === 'tag' ? 'newTags' : kind === 'field' ? 'newFields' : 'newProducts'] += part.length;
        saveCounts(w.db, run.moveId, run.counts);
      });
    }
  }
  return { tag: plans.tag.known, field: plans.field.known, product: plans.product.known };
}

/** What is still to be written, each customer before what belongs to it. */
function* itemsOf({ book, target, moveId, choices, ids }: Arrival): Generator<Item> {
  const look = lookalikes(target.db, madeCustomers(target.db, moveId));
  const kinds = ownedKinds();
  const done = (entity: EntityName, id: number) => mappedId(target.db, moveId, entity, id);
  for (const id of ids) {
    const row = book.write.rows.get('customer', id);
    const before = done('customer', id);
    if (!row || row.deletedAt !== null || before === null) continue;
    if (before === undefined) {
      const { kind } = look(row.fields as unknown as Matchable);
      const skip = (kind === 'match' && choices.same === 'skip') || (kind === 'possible' && choices.alike === 'skip');
      yield { entity: 'customer', row, skip };
      if (skip) continue;
    }
    for (const { entity, column } of kinds) {
      for (const owned of ownedRows(book.db, entity, column, id)) {
        if (done(entity, owned.id) === undefined) yield { entity, row: owned, skip: false };
      }
    }
  }
}

function writeBatch(run: Arrival, words: Words, files: Carrier, batch: readonly Item[]): void {
  const { db } = run.target;
  const map: Mapping = {
    id: (entity, from) => mappedId(db, run.moveId, entity as EntityName, from) ?? null,
    product: (from) => words.product.get(from) ?? null,
  };
  write(run.target.write, run.action, (w) => {
    for (const { entity, row, skip } of batch) {
      const id = skip ? null : writeRow(run, w, { words, files, map }, entity, row);
      noteRow(w.db, run.moveId, entity, row.id, id);
      if (skip) run.counts.skipped++;
      else if (id !== null) run.counts[COUNTED[entity] ?? 'others']++;
    }
    saveCounts(w.db, run.moveId, run.counts);
  });
}

interface Kit {
  readonly words: Words;
  readonly files: Carrier;
  readonly map: Mapping;
}

/** Writes one row; `null` when it cannot come along. */
function writeRow(run: Arrival, w: Writer, { words, files, map }: Kit, entity: EntityName, row: Row): number | null {
  const fields = carriedFields(entity, row, map);
  if (!fields) return null;
  if (entity === 'customer') {
    fields['tags'] = (row.fields['tags'] as readonly number[]).flatMap((tag) => words.tag.get(tag) ?? []);
    fields['custom'] = plainCustom(run, row, words);
  }
  if (entity === 'customer') {
    fields['code'] = freeCode(w, row.fields['code'] as string | null);
    if (row.fields['code'] && fields['code'] !== row.fields['code']) run.counts.renumbered++;
  }
  if (entity === 'sale' && typeof fields['number'] === 'string') {
    const number = freeNumber(w, fields['number']);
    if (number !== fields['number']) run.counts.renumbered++;
    fields['number'] = number;
  }
  if (entity === 'attachment') {
    const blob = files.of(row.fields['blob']);
    if (!blob) {
      run.counts.lostFiles++;
      return null;
    }
    const thumb = files.of(row.fields['thumb']);
    for (const stored of [blob, thumb]) if (stored) noteBlob(w.db, stored.hash, stored.sizeBytes, w.now);
    Object.assign(fields, { blob: blob.hash, thumb: thumb?.hash ?? null });
  }
  return w.create(entity, fields);
}

/** Values of custom fields under the ids of the other book; those that name other records follow when all are there. */
function plainCustom({ book }: Arrival, row: Row, words: Words): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(row.fields['custom'] as Record<string, unknown>)) {
    const beside = key.startsWith('o:') ? 'o:' : '';
    const from = Number(key.slice(beside.length));
    const to = words.field.get(from);
    const kind = book.write.rows.get('field', from)?.fields['kind'];
    // Sealed with this book's key: what is sealed anew when it is written there.
    if (to !== undefined && kind !== 'link' && kind !== 'file') out[`${beside}${to}`] = openedValue(book.db, value);
  }
  return out;
}

function freeNumber(w: Writer, number: string): string {
  let free = number;
  for (let n = 2; numberTaken(w.db, 'sale', free); n++) free = `${number}-${n}`;
  return free;
}

/** The customer's number, if nobody there has it; else what the other book gives its new customers. */
function freeCode(w: Writer, code: string | null): string | null {
  if (code === null || !numberTaken(w.db, 'customer', code)) return customerNumbering(w)(code);
  let free = customerNumbering(w)(null) ?? code;
  for (let n = 2; numberTaken(w.db, 'customer', free); n++) free = `${code}-${n}`;
  return free;
}
