/**
 * Sets of customers that come from other tables (related records, members of fixed lists),
 * one byte per slot. Each is made by one query when first asked for and kept until its
 * table changes.
 */
import type { FilterGroup, Related } from '../../../../shared/kernel/filter.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { Db, Statement } from '../../database/open.ts';
import { isoDate } from '../mirror/dates.ts';
import type { SlotTable } from '../slots.ts';
import { importedIds, importedKey } from './imported.ts';
import { registerFold, RELATED_TABLES, relatedQuery } from './related-sql.ts';

/** A megabyte each for a million customers. */
const KEPT_SETS = 24;

export type SegmentRule = { readonly kind: 'live'; readonly filter: FilterGroup } | { readonly kind: 'fixed' };

interface Kept {
  readonly marks: Uint8Array;
  /** What a customer made after the set was made has. */
  readonly fresh: 0 | 1;
  readonly from: readonly string[];
}

export class MarkSets {
  private readonly db: Db;
  private readonly slots: SlotTable;
  private readonly now: () => number;
  private readonly kept = new Map<string, Kept>();
  private readonly segmentRow: Statement<[number], { kind: string; filter: string | null }>;
  private readonly memberIds: Statement<[number], number>;
  /** Grows whenever a set may have changed. */
  version = 0;

  constructor(db: Db, slots: SlotTable, now: () => number) {
    this.db = db;
    this.slots = slots;
    this.now = now;
    registerFold(db);
    this.segmentRow = segmentRow(db);
    this.memberIds = db.raw.prepare<[number], number>('SELECT customer_id FROM segment_member WHERE segment_id = ? AND deleted_at IS NULL').pluck();
  }

  /** Records of these kinds changed: what was worked out from them is forgotten. */
  drop(entities: ReadonlySet<string>): void {
    for (const [key, { from }] of this.kept) if (from.some((entity) => entities.has(entity))) this.kept.delete(key);
    this.version++;
  }

  dropAll(): void {
    this.kept.clear();
    this.version++;
  }

  /** 1 for every customer whose related records are as asked. */
  related(node: Related): Uint8Array {
    const now = this.now();
    const relative = node.where.some((c) => c.test.op === 'relative');
    const key = JSON.stringify(relative ? [node, isoDate(now)] : node);
    return this.keep(key, () => {
      const { kind, sql, params, passes } = relatedQuery(this.db, node, now);
      const ids = this.db.raw.prepare<unknown[], number>(`SELECT customer_id ${sql}`).pluck().all(...params);
      const fresh = passes(0) ? 1 : 0;
      return { marks: this.marksOf(ids, passes), fresh, from: RELATED_TABLES[kind].from };
    });
  }

  /** 1 for every member of a fixed list. */
  members(segmentId: number): Uint8Array {
    return this.keep(`members:${segmentId}`, () => ({
      marks: this.marksOf(this.memberIds.all(segmentId), (n) => n > 0),
      fresh: 0,
      from: ['segmentMember'],
    }));
  }

  /** 1 for every customer that one of these imports created or changed. */
  imported(imports: readonly number[]): Uint8Array {
    return this.keep(importedKey(this.db, imports), () => ({
      marks: this.marksOf(importedIds(this.db, imports), (n) => n > 0),
      fresh: 0,
      from: [],
    }));
  }

  /** What a segment asks for; `segment.missing`. */
  segment(id: number): SegmentRule {
    return readRule(this.segmentRow, id);
  }

  private keep(key: string, make: () => Kept): Uint8Array {
    let found = this.kept.get(key) ?? make();
    if (found.marks.length < this.slots.size) {
      const marks = new Uint8Array(this.slots.size + 1024).fill(found.fresh);
      marks.set(found.marks);
      found = { ...found, marks };
    }
    this.kept.delete(key);
    this.kept.set(key, found);
    if (this.kept.size > KEPT_SETS) this.kept.delete(this.kept.keys().next().value!);
    return found.marks;
  }

  private marksOf(ids: readonly number[], passes: (count: number) => boolean): Uint8Array {
    const { slots } = this;
    const first = slots.size > 0 ? slots.idAt(0) : 0;
    const counts = new Uint32Array(slots.size);
    for (const id of ids) {
      // Ids of one device follow each other: most rows are where their number says.
      const near = id - first;
      const slot = near >= 0 && near < counts.length && slots.idAt(near) === id ? near : slots.slotOf(id);
      if (slot >= 0) counts[slot]!++;
    }
    const marks = new Uint8Array(counts.length);
    for (let slot = 0; slot < marks.length; slot++) marks[slot] = passes(counts[slot]!) ? 1 : 0;
    return marks;
  }
}

type RowStatement = Statement<[number], { kind: string; filter: string | null }>;

/** Reads segments by id. */
export function segmentRow(db: Db): RowStatement {
  return db.raw.prepare<[number], { kind: string; filter: string | null }>('SELECT kind, filter FROM segment WHERE id = ? AND deleted_at IS NULL');
}

/** What a segment asks for; `segment.missing`. */
export function readRule(statement: RowStatement, id: number): SegmentRule {
  const row = statement.get(id);
  if (!row) throw new AppFailure('segment.missing', { id });
  if (row.kind === 'fixed') return { kind: 'fixed' };
  return { kind: 'live', filter: JSON.parse(row.filter ?? '{}') as FilterGroup };
}
