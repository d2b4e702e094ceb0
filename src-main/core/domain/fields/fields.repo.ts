/** Custom fields as the contract shows them: formulas with the labels of the book's language. */
import { renameFields } from '../../../../shared/kernel/formula-text.ts';
import type { CustomField } from '../../../../shared/modules/custom-fields.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { FieldBook } from '../../derived/fields/field-book.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import type { OpenBook } from '../context.ts';

/** `[#12]` → `[积分]`; a field that is gone keeps its last label. */
export function shownFormula(book: FieldBook, formula: string): string {
  return renameFields(formula, (name) => {
    if (!name.startsWith('#')) return null;
    const readable = book.find(name);
    if (readable) return readable.labels[book.facts.language];
    return book.field(Number(name.slice(1)))?.label ?? null;
  });
}

/** `[积分]` or a bare word → `[#12]`, so that a later rename changes nothing. */
export function storedFormula(book: FieldBook, formula: string): string {
  return renameFields(formula, (name) => {
    const ref = book.find(name)?.ref;
    return ref === undefined ? null : `#${ref.replace('#', '')}`;
  });
}

function shown(book: FieldBook, field: StoredField): CustomField {
  const { deleted: _, ...rest } = field;
  return {
    ...rest,
    aliases: [...field.aliases],
    options: [...field.options],
    formula: field.formula === null ? null : shownFormula(book, field.formula),
    result: field.kind === 'formula' ? (book.formula(field.id)?.compiled.type ?? field.result) : null,
    broken: field.kind === 'formula' && book.formula(field.id) === null,
  };
}

/** The living fields in order. */
export function listedFields({ db }: Pick<OpenBook, 'db'>): CustomField[] {
  const book = fieldBook(db);
  return book.fields.map((field) => shown(book, field));
}

/** One living field; `null` when there is none of this id. */
export function findField(book: Pick<OpenBook, 'db'>, id: number): CustomField | null {
  return listedFields(book).find((f) => f.id === id) ?? null;
}
