/** The lines of a contact editor: values being typed, the first of them the primary one. */
import type { ContactValue } from '../../../../shared/modules/fields.ts';

export interface ContactRow extends ContactValue {
  /** Just added: takes the focus. */
  readonly fresh?: boolean;
}

/** A further empty line; never two empty ones. */
export function addRow(rows: readonly ContactRow[]): readonly ContactRow[] {
  return rows.some(({ value }) => value.trim() === '') ? rows : [...rows.map(({ fresh: _, ...row }) => row), { value: '', fresh: true }];
}

/** Moves a line; place 0 makes it the primary one. */
export function moveRow(rows: readonly ContactRow[], from: number, to: number): readonly ContactRow[] {
  const moved = rows[from];
  if (moved === undefined || from === to) return rows;
  const rest = rows.filter((_, index) => index !== from);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** What is saved: trimmed, without empty lines and without the same value twice; an empty label is none. */
export function cleanContacts(rows: readonly ContactRow[]): ContactValue[] {
  const seen = new Set<string>();
  const clean: ContactValue[] = [];
  for (const row of rows) {
    const value = row.value.trim();
    if (value === '' || seen.has(value)) continue;
    seen.add(value);
    const label = row.label?.trim() ?? '';
    const original = row.original?.trim() ?? '';
    clean.push({ value, ...(label !== '' && { label }), ...(original !== '' && original !== value && { original }) });
  }
  return clean;
}
