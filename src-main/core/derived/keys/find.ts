/** Finding customers by contact key: hashes of the snapshot and of the rows changed since; the row decides. */
import type { CustomerRow } from '../row.ts';
import type { SlotTable } from '../slots.ts';
import { keyHash, rowKeys } from './contact-keys.ts';
import type { KeyKind } from './contact-keys.ts';
import type { KeyHashReader } from './key-hashes.ts';

export class KeyFinder {
  private readonly changed = new Map<number, Set<number>>();
  private readonly base: KeyHashReader;
  private readonly slots: SlotTable;
  private readonly rowAt: (slot: number) => CustomerRow | null;

  constructor(base: KeyHashReader, slots: SlotTable, rowAt: (slot: number) => CustomerRow | null) {
    this.base = base;
    this.slots = slots;
    this.rowAt = rowAt;
  }

  /** Notes the keys of a changed row. */
  put(slot: number, row: CustomerRow): void {
    rowKeys(row, (kind, key) => {
      const hash = keyHash(kind, key);
      const slots = this.changed.get(hash);
      if (slots) slots.add(slot);
      else this.changed.set(hash, new Set([slot]));
    });
  }

  /** Rows that have this key now, newest first; rows whose creation was undone are left out. */
  find(kind: KeyKind, key: string): CustomerRow[] {
    const hash = keyHash(kind, key);
    const candidates = new Set([...this.base.find(hash, this.slots.base), ...(this.changed.get(hash) ?? [])]);
    const rows: CustomerRow[] = [];
    for (const slot of [...candidates].sort((a, b) => b - a)) {
      if (this.slots.stateAt(slot) === 2) continue;
      const row = this.rowAt(slot);
      if (row && hasKey(row, kind, key)) rows.push(row);
    }
    return rows;
  }
}

function hasKey(row: CustomerRow, kind: KeyKind, key: string): boolean {
  let found = false;
  rowKeys(row, (k, value) => (found ||= k === kind && value === key));
  return found;
}
