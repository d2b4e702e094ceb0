/** Counts per value, with what people call the values. */
import { customIdOf } from '../../../../shared/modules/custom-fields.ts';
import { ok } from '../../../../shared/kernel/result.ts';
import type { Facet } from '../../derived/port.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { Handler, OpenBook } from '../context.ts';
import { findCustomer } from './customers.repo.ts';

export const customerFacets: Handler<'customers.facets'> = async ({ book }, { field, query, by, sum, limit }) => {
  await book.derived.prepare(query, [field]);
  const id = customIdOf(field);
  const isLink = id !== null && fieldBook(book.db).field(id)?.kind === 'link';
  const label = (facet: Facet): string | undefined => {
    if (facet.value === null) return undefined;
    if (isLink) return findCustomer(book, Number(facet.value))?.name;
    return facet.example === undefined ? undefined : writtenText(book, facet.example, field, id);
  };
  const { values: counted, left } = book.derived.facets(field, query, { by, sum, limit });
  const values = counted.map(({ example, ...facet }) => {
    const text = label({ ...facet, example });
    return text === undefined ? facet : { ...facet, label: text };
  });
  return ok({ values, left });
};

/** The text of a field as it stands in this customer's record. */
function writtenText(book: OpenBook, customerId: number, field: string, id: number | null): string | undefined {
  const customer = findCustomer(book, customerId);
  const value: unknown = id === null ? customer?.[field as keyof typeof customer] : customer?.custom[String(id)];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
