/** Making customers what they were in a copy: one action of many batches, in a worker. */
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { BroughtBack } from '../../../../shared/modules/bring-back.ts';
import { COMPARED } from '../../../../shared/modules/bring-back.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import { registry } from '../../changes/registry.ts';
import type { Row } from '../../changes/rows.ts';
import { createRowStore } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import { beginAction, endAction, endQuietly, write } from '../../changes/write.ts';
import type { Writer } from '../../changes/write.ts';
import { openDatabase } from '../../database/open.ts';
import type { WorkerBook } from '../worker-book.ts';
import type { Sides } from './differ.ts';
import { differingFields } from './differ.ts';

export interface BringBackInput {
  readonly dir: string;
  readonly ids: Float64Array;
}

/** Rows of one transaction: a customer's own come before what belongs to them. */
const BATCH_ROWS = 300;

interface Item {
  readonly entity: EntityName;
  readonly then: Row;
}

/** What came since the copy stays. Stopped half-way it tells so and can be undone. Codes: `request.cancelled`, `disk.*`. */
export async function bringBack(book: WorkerBook, { dir, ids }: BringBackInput): Promise<BroughtBack> {
  const db = openDatabase(join(dir, 'crm.db'), { key: book.databaseKey, readonly: true });
  const sides: Sides = { copy: { db, rows: createRowStore(db) }, book: { db: book.db, rows: book.write.rows } };
  const action = { kind: 'backup.bringBack', actor: book.actor, origin: 'job' as const, facts: { count: ids.length } };
  const actionId = beginAction(book.write, action);
  book.detail({ actionId });
  const changed = { customer: new Set<number>(), parts: 0 };
  try {
    let batch: Item[] = [];
    const flush = () => {
      if (book.cancelled()) throw new AppFailure('request.cancelled');
      write(book.write, { ...action, actionId }, (w) => {
        for (const item of batch) if (putBack(w, item)) note(changed, item);
      });
      batch = [];
    };
    for (const [i, id] of ids.entries()) {
      for (const item of itemsOf(sides, id)) {
        batch.push(item);
        if (batch.length >= BATCH_ROWS) flush();
      }
      if (i % 50 === 0) book.progress('writing', i, ids.length);
      await Promise.resolve();
    }
    flush();
    endAction(book.write, actionId, 'done', { count: changed.customer.size });
    return { actionId, customers: changed.customer.size, parts: changed.parts };
  } catch (e) {
    endQuietly(book.write, actionId, e instanceof AppFailure && e.error.code === 'request.cancelled' ? 'cancelled' : 'failed');
    throw e;
  } finally {
    db.close();
  }
}

function note(changed: { readonly customer: Set<number>; parts: number }, { entity, then }: Item): void {
  if (entity === 'customer') return void changed.customer.add(then.id);
  changed.parts++;
  const owner = then.fields['customerId'] ?? then.fields['fromId'];
  if (typeof owner === 'number') changed.customer.add(owner);
}

/** The customer, then everything of theirs that lived in the copy. */
function* itemsOf({ copy }: Sides, id: number): Generator<Item> {
  const then = copy.rows.get('customer', id);
  if (!then || then.deletedAt !== null) return;
  yield { entity: 'customer', then };
  for (const { entity, table, column } of registry.customer.children) {
    if (!COMPARED.some((name) => name === entity)) continue;
    const order = entity === 'sale' ? 'refund_of IS NOT NULL, id' : 'id';
    const owned = prepared(copy.db.raw, `SELECT id FROM ${table} WHERE ${column} = ? AND deleted_at IS NULL ORDER BY ${order}`).pluck().all(id) as number[];
    for (const part of owned) yield { entity, then: copy.rows.get(entity, part)! };
  }
}

/** Sets one row to what it was; answers whether that was a change. Rows that were deleted for good since are left. */
function putBack(w: Writer, { entity, then }: Item): boolean {
  const now = w.get(entity, then.id);
  if (!now || !ownersLive(w, entity, then)) return false;
  const before = now.deletedAt;
  if (before !== null) w.restore(entity, then.id);
  const patch = Object.fromEntries(differingFields(entity, then, now).map((field) => [field, then.fields[field]]));
  const after = w.update(entity, then.id, usable(w, entity, then.id, patch));
  return before !== null || after.aseq !== now.aseq;
}

/** A record of two customers comes back only when both are there. */
function ownersLive(w: Writer, entity: EntityName, then: Row): boolean {
  return ['customerId', 'fromId', 'toId'].every((field) => {
    const owner = then.fields[field];
    return entity === 'customer' || typeof owner !== 'number' || w.get('customer', owner)?.deletedAt === null;
  });
}

const NUMBERED: Partial<Record<EntityName, { readonly field: string; readonly sql: string }>> = {
  customer: { field: 'code', sql: 'SELECT 1 FROM customer WHERE code = ? AND id <> ? AND deleted_at IS NULL LIMIT 1' },
  sale: { field: 'number', sql: 'SELECT 1 FROM sale WHERE number = ? AND id <> ? LIMIT 1' },
};

/** Without what the book has no more: a number somebody else got since, tags that were deleted, records that were deleted for good. */
function usable(w: Writer, entity: EntityName, id: number, patch: Record<string, unknown>): Record<string, unknown> {
  const numbered = NUMBERED[entity];
  const number = numbered && patch[numbered.field];
  if (numbered && typeof number === 'string' && prepared(w.db.raw, numbered.sql).get(number, id) !== undefined) Reflect.deleteProperty(patch, numbered.field);
  if (Array.isArray(patch['tags'])) patch['tags'] = (patch['tags'] as number[]).filter((tag) => w.get('tag', tag)?.deletedAt === null);
  for (const [field, named] of Object.entries(NAMED)) {
    const value = patch[field];
    if (typeof value === 'number' && w.get(named, value) === null) Reflect.deleteProperty(patch, field);
  }
  return patch;
}

/** Fields that name another record. */
const NAMED: Readonly<Record<string, EntityName>> = { followUpId: 'followUp', refundOf: 'sale', attachmentId: 'attachment', runId: 'careRun', visitId: 'visitPlan' };
