/** Rows a transaction created in bulk, kept as columns until it ends; see `packed.ts`. */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { ChangeEntry } from './entry.ts';
import type { RowPacker, UnpackedRows } from './packed.ts';
import { createRowPacker, unpackRows } from './packed.ts';
import { registry } from './registry.ts';
import type { RowImage } from './rows.ts';
import { decodeCell, isEmpty } from './rows.ts';

export interface CreatedRows {
  readonly size: number;
  readonly entity: EntityName;
  readonly ids: readonly number[];
  /** Takes over a row just inserted; `image[0]` is its id, larger than all before. */
  add(image: RowImage): void;
  /** Takes a row out again, because it was changed in the same transaction; false when it is none of these. */
  evict(id: number): boolean;
  /** Ends the collection; it cannot be used any more. */
  pack(): Uint8Array<ArrayBuffer>;
}

const packers = new Map<EntityName, RowPacker>();

/** The buffers of a packer are kept for the next transaction of this thread. */
function packerOf(entity: EntityName): RowPacker {
  const known = packers.get(entity);
  // One that a failed transaction left half full is never used again.
  packers.delete(entity);
  const { columns } = registry[entity];
  return known ?? createRowPacker(columns.map((c) => c.column), columns.map((c) => c.required)); // prettier-ignore
}

/** An empty collection of rows of one entity. */
export function collectCreated(entity: EntityName, updatedAt: number): CreatedRows {
  const packer = packerOf(entity);
  let ids: number[] = [];
  const evicted = new Set<number>();
  return {
    entity,
    get ids() {
      return evicted.size === 0 ? ids : ids.filter((id) => !evicted.has(id));
    },
    get size() {
      return ids.length - evicted.size;
    },
    add(image) {
      ids.push(image[0] as number);
      packer.add(image);
    },
    evict(id) {
      if (evicted.has(id) || !ids.includes(id)) return false;
      evicted.add(id);
      return true;
    },
    pack() {
      let bytes = packer.finish(entity, ids, updatedAt);
      if (evicted.size > 0) {
        ids = addKept(packer, unpackRows(bytes), evicted);
        evicted.clear();
        bytes = packer.finish(entity, ids, updatedAt);
      }
      packers.set(entity, packer);
      return bytes;
    },
  };
}

/** Adds all rows but the evicted ones to an empty packer; answers their ids. */
function addKept(packer: RowPacker, rows: UnpackedRows, evicted: ReadonlySet<number>): number[] {
  const columns = registry[rows.entity].columns.map((def) => rows.column(def.column));
  const ids: number[] = [];
  rows.ids.forEach((id, r) => {
    if (evicted.has(id)) return;
    ids.push(id);
    packer.add([id, ...columns.map((cells) => cells[r] ?? null)]);
  });
  return ids;
}

/** The change-log entries that packed rows stand for. */
export function entriesOf(rows: UnpackedRows): ChangeEntry[] {
  const columns = registry[rows.entity].columns.map((def) => ({ def, cells: rows.column(def.column) }));
  return Array.from(rows.ids, (id, r) => {
    const after: Record<string, unknown> = {};
    for (const { def, cells } of columns) {
      const value = decodeCell(def, cells[r]);
      if (!isEmpty(value)) after[def.field] = value;
    }
    return { entity: rows.entity, id, op: 'create', prev: 0, before: {}, after };
  });
}
