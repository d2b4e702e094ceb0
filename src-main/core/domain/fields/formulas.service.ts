/** Help for whoever writes a formula: what is wrong with it, what it gives for a real customer, what it can read. */
import { ok } from '../../../../shared/kernel/result.ts';
import { fieldBook, shownOutcome } from '../../derived/fields/field-book.ts';
import type { FieldBook } from '../../derived/fields/field-book.ts';
import { localDay } from '../../derived/fields/sources.ts';
import type { FormulaField, CompiledFormula } from '../../../../shared/kernel/formula.ts';
import type { Handler, OpenBook } from '../context.ts';
import { decodedSource } from '../custom-values.ts';

export const checkFormula: Handler<'fields.check'> = ({ book }, { formula, id, customerId }) => {
  const fields = fieldBook(book.db);
  const reading = fields.read(formula, id);
  if (!reading.ok) return ok({ problem: { ...reading.problem, facts: { ...reading.problem.facts } }, result: null, example: null });
  return ok({ problem: null, result: reading.formula.type, example: example(book, fields, reading.formula, customerId) });
};

function example(book: OpenBook, fields: FieldBook, formula: CompiledFormula, wanted: number | undefined) {
  const id = wanted ?? book.derived.list({ sort: { field: 'updatedAt', direction: 'desc' } }, { limit: 1 }).ids[0];
  const row = id === undefined ? null : book.rows.get('customer', id);
  if (!row || id === undefined) return null;
  const source = decodedSource(book.db, row);
  const today = localDay(book.clock.now());
  const readers = formula.refs.map((ref) => {
    const inner = ref.startsWith('#') ? fields.formula(Number(ref.slice(1))) : null;
    if (inner) {
      const outcome = inner.run(source, today);
      return typeof outcome === 'object' && outcome !== null && 'fault' in outcome ? null : outcome;
    }
    return fields.find(`#${ref.replace('#', '')}`)?.read(source) ?? null;
  });
  const value = shownOutcome(
    formula.run((i) => readers[i]!, today),
    formula.type,
  );
  return { id, name: String(row.fields['name']), value };
}

export const formulaNames: Handler<'fields.names'> = ({ book }) => {
  const fields = fieldBook(book.db);
  const names = fields.readables().map((r) => ({ ref: r.ref, label: r.labels[fields.facts.language], type: r.type satisfies FormulaField['type'] }));
  return ok({ names });
};
