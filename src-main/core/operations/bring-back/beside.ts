/** The copy that lies beside the open book: its folder, its marks, a connection to read from; put away at the latest when the book is closed. */
import { join } from 'node:path';
import { foldKey } from '../../../../shared/kernel/text.ts';
import type { Difference, DifferenceState } from '../../../../shared/modules/bring-back.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import { createRowStore } from '../../changes/rows.ts';
import { openDatabase } from '../../database/open.ts';
import type { OpenBook } from '../../domain/context.ts';
import type { VaultKeys } from '../../vault/index.ts';
import type { Mark } from './compare.job.ts';
import type { Sides } from './differ.ts';
import { differingFields } from './differ.ts';

export interface Ask {
  readonly text: string;
  readonly state?: DifferenceState | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface Beside {
  readonly dir: string;
  ids(): readonly number[];
  page(ask: Ask): { readonly total: number; readonly items: Difference[] };
  close(): Promise<void>;
}

/** `clear` removes the folder. */
export function layBeside(book: OpenBook, keys: VaultKeys, dir: string, marks: readonly Mark[], clear: () => Promise<void>): Beside {
  const db = keys.db.use((key) => openDatabase(join(dir, 'crm.db'), { key, readonly: true }));
  const sides: Sides = { copy: { db, rows: createRowStore(db) }, book: { db: book.db, rows: book.rows } };
  return {
    dir,
    ids: () => marks.map(({ id }) => id),
    page({ text, state, offset, limit }) {
      const words = foldKey(text).split(' ').filter((word) => word !== '');
      const found = marks.filter((mark) => (state === undefined || mark.state === state) && words.every((word) => mark.key.includes(word)));
      return { total: found.length, items: found.slice(offset, offset + limit).flatMap((mark) => describe(sides, mark) ?? []) };
    },
    async close() {
      db.close();
      await clear();
    },
  };
}

function describe({ copy, book }: Sides, mark: Mark): Difference | null {
  const [then, now] = [copy.rows.get('customer', mark.id), book.rows.get('customer', mark.id)];
  if (!then || !now) return null;
  const fields = differingFields('customer', then, now).map((field) => ({ field, then: then.fields[field] ?? null, now: now.fields[field] ?? null }));
  const parts = Object.entries(mark.parts).map(([entity, counts]) => ({ entity: entity as EntityName, ...counts }));
  return { id: mark.id, name: String(then.fields['name']), state: now.deletedAt === null ? 'changed' : 'gone', fields, parts };
}
