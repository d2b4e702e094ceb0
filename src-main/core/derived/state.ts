/** One snapshot with everything changed since: the present state of the derived data. */
import type { Db } from '../database/open.ts';
import { BlockReader } from './index/blocks.ts';
import { DeltaIndex } from './index/delta.ts';
import type { SearchDeps } from './index/search.ts';
import { CHUNK_SLOTS } from './index/sets.ts';
import { fieldBook } from './fields/field-book.ts';
import { KeyFinder } from './keys/find.ts';
import { KeyHashReader } from './keys/key-hashes.ts';
import { Mirror } from './mirror/mirror.ts';
import type { EntityName } from '../../../shared/modules/history.ts';
import { MarkSets } from './related/mark-sets.ts';
import { createRelatedTexts, joinTexts } from './related/related-texts.ts';
import type { CustomerRow } from './row.ts';
import { ROW_COLUMNS, ROW_TABLES, rowState, SEARCHED_COLUMNS } from './row.ts';
import { SlotTable } from './slots.ts';
import { PARTS } from './snapshot/file.ts';
import type { SnapshotReader } from './snapshot/file.ts';
import type { SearchedRow } from './text/match.ts';

export interface State {
  readonly source: SnapshotReader;
  readonly slots: SlotTable;
  readonly mirror: Mirror;
  readonly sets: MarkSets;
  readonly keys: KeyFinder;
  readonly search: SearchDeps;
  /** Sequence of the last change applied. */
  seq: number;
  /** Takes over the present row of `id`; `causes`: what changed of it, itself or related records. */
  put(id: number, causes?: readonly Cause[]): void;
}

/** A record whose change changed what is known of a customer. */
export interface Cause {
  readonly entity: EntityName;
  readonly id: number;
}

/** Loads the slots of a snapshot chunk by chunk; each step takes about half a millisecond. */
export function* loadSlots(source: SnapshotReader): Generator<void, SlotTable> {
  const size = source.facts.slots;
  const ids = new Float64Array(size);
  const states = new Uint8Array(size);
  for (let chunk = 0; chunk * CHUNK_SLOTS < size; chunk++) {
    const idData = source.get(PARTS.ids, chunk);
    const stateData = source.get(PARTS.states, chunk);
    if (!idData || !stateData) throw new Error('mirror: a chunk of ids is missing');
    ids.set(new Float64Array(idData.buffer, idData.byteOffset, idData.byteLength / 8), chunk * CHUNK_SLOTS);
    states.set(stateData, chunk * CHUNK_SLOTS);
    yield;
  }
  return new SlotTable(ids, states);
}

/** Puts the parts of the derived data together over loaded slots. */
export function createState(db: Db, source: SnapshotReader, slots: SlotTable, now: () => number): State {
  const selectRow = db.raw.prepare<[number], CustomerRow>(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id = ?`);
  const selectName = db.raw.prepare<[number], Pick<SearchedRow, 'name' | 'pinyin'>>('SELECT name, pinyin FROM customer WHERE id = ?');
  const selectSearched = db.raw.prepare<[number], SearchedRow>(`SELECT ${SEARCHED_COLUMNS} FROM customer WHERE id = ?`);
  const rowAt = (slot: number) => selectRow.get(slots.idAt(slot)) ?? null;
  const delta = new DeltaIndex();
  const related = createRelatedTexts(db);
  const allRows = function* () {
    for (let slot = 0; slot < slots.base; slot++) yield selectRow.get(slots.idAt(slot))!;
  };
  const sets = new MarkSets(db, slots, now);
  const mirror = new Mirror({ source, slots, rowAt, now, sets, fields: () => fieldBook(db), allRows });
  const keys = new KeyFinder(new KeyHashReader(source), slots, rowAt);
  const search: SearchDeps = {
    slots,
    delta,
    blocks: new BlockReader(source),
    nameOf: (id) => selectName.get(id),
    rowOf: (id) => selectSearched.get(id),
    relatedOf: (id) => related.of(id).map(({ text }) => text),
  };
  return {
    source,
    slots,
    mirror,
    sets,
    keys,
    search,
    seq: source.facts.seq,
    put(id, causes = []) {
      const row = selectRow.get(id);
      if (!row) return;
      const slot = slots.put(id, rowState(row));
      delta.put(slot, row);
      delta.putRelated(slot, (all) => joinTexts(all ? related.of(id) : causes.flatMap((cause) => related.ofRecord(cause.entity, cause.id))));
      mirror.put(slot, row);
      keys.put(slot, row);
    },
  };
}

/** What identifies a change, to tell histories apart; '' at the very beginning, `null` when there is no such change. */
export function markOf(db: Db, seq: number): string | null {
  if (seq === 0) return '';
  const stamp = db.raw.prepare('SELECT stamp FROM change_log WHERE seq = ?').pluck().get(seq);
  return typeof stamp === 'string' ? stamp : null;
}
