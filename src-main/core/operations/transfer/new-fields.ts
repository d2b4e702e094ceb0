/** Making the fields an import asks for: part of the import, so that its undo takes them away too. */
import { customIdOf, customName } from '../../../../shared/modules/custom-fields.ts';
import type { Rules } from '../../../../shared/kernel/standards.ts';
import type { ColumnTarget } from '../../../../shared/modules/transfer.ts';
import { ownerSealOf } from '../../changes/sealed-values.ts';
import { write } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import { fieldRow } from '../../domain/fields/index.ts';
import { readSettings } from '../../domain/settings/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import { fieldHeadings } from './export-headings.ts';
import { planFields } from './custom-columns.ts';
import type { ImportChoices } from './import-types.ts';
import { linkFinder, type LinkFinder } from './link-finder.ts';

export interface PlannedImport {
  readonly choices: ImportChoices;
  /** All fields as the rows will find them. */
  readonly fields: readonly StoredField[];
  /** Words met in fields this import makes: they become their choices. */
  readonly collect: ReadonlyMap<number, Set<string>>;
  readonly standards: Readonly<Record<string, Rules>>;
  /** What a built-in field is called in the book's language. */
  readonly nameOf: (field: string) => string;
  /** Customers that columns of links name. */
  readonly links: LinkFinder;
}

/** Whoever does not hold the owner's key fills no field that only the owner sees: for them it is like one that is computed. */
export function fillableFields(db: Db, fields: readonly StoredField[]): readonly StoredField[] {
  return ownerSealOf(db) ? fields : fields.map((field) => (field.ownerOnly ? { ...field, kind: 'formula' as const } : field));
}

/** The choices with fields planned but not made: enough for a preview. */
export function planImport(book: Pick<WorkerBook, 'db'>, choices: ImportChoices): PlannedImport {
  const fields = fillableFields(book.db, fieldBook(book.db).facts.fields);
  const { currency, standards, language } = readSettings(book.db);
  const { mapping, planned } = planFields(choices.mapping, fields, currency);
  const headings = fieldHeadings(language);
  return {
    choices: { ...choices, mapping },
    fields: [...fields.filter((f) => !f.deleted), ...planned],
    collect: new Map(planned.map((f) => [f.id, new Set<string>()])),
    standards,
    nameOf: (field) => headings[field] ?? field,
    links: linkFinder(book.db),
  };
}

/** Makes the planned fields in one transaction of the import. A label already taken gets a number behind it. */
export function makeFields(book: WorkerBook, importId: number, plan: PlannedImport): PlannedImport {
  const planned = plan.fields.filter((f) => f.id < 0);
  if (planned.length === 0) return plan;
  const action = { kind: 'import.start', actor: book.actor, origin: 'job' as const, actionId: importId };
  const ids = write(book.write, action, (w) => {
    const made = new Map<number, number>();
    for (const field of planned) {
      const current = fieldBook(book.db);
      const position = 1 + Math.max(0, ...current.facts.fields.map((f) => f.position));
      const row = (label: string) => fieldRow(current, { label, kind: field.kind, currency: field.currency }, position);
      let found = row(field.label);
      for (let n = 2; !found.ok && found.error.code === 'field.labelTaken' && n < 100; n++) found = row(`${field.label} ${n}`);
      if (found.ok) made.set(field.id, w.create('field', found.value));
    }
    return made;
  }).value;
  const columns = plan.choices.mapping.columns.map((target): ColumnTarget => {
    const planId = target.to === 'field' ? customIdOf(target.field) : null;
    if (target.to !== 'field' || planId === null || planId > 0) return target;
    const id = ids.get(planId);
    return id === undefined ? { to: 'extra' } : { ...target, field: customName(id) };
  });
  const real = planImport(book, { ...plan.choices, mapping: { columns } });
  return { ...real, collect: new Map([...ids.values()].map((id) => [id, new Set<string>()])) };
}

/** The words met become the choices of the fields this import made. */
export function keepCollected(book: WorkerBook, importId: number, { collect, fields }: PlannedImport): void {
  const found = [...collect].filter(([, words]) => words.size > 0);
  if (found.length === 0) return;
  const action = { kind: 'import.start', actor: book.actor, origin: 'job' as const, actionId: importId };
  write(book.write, action, (w) => {
    for (const [id, words] of found) {
      if (fields.some((f) => f.id === id)) w.update('field', id, { options: [...words] });
    }
  });
}
