/** Turning headings of 其他资料 (columns kept from imports) into fields, with their values. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { CustomValue } from '../../../../shared/modules/custom-fields.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import type { Writer } from '../../changes/write.ts';
import type { Handler } from '../../domain/context.ts';
import { changeMany } from '../../domain/customers/index.ts';
import { fieldRow, findField, need } from '../../domain/fields/index.ts';
import { collectFacts } from './column-facts.ts';
import { kindOfColumn } from './custom-columns.ts';
import { readCustomCell } from './custom-cells.ts';
import type { DateContext } from './dates.ts';

const SHOWN = 50;
const LOOKED_AT = 20_000;

export const listExtras: Handler<'fields.extras'> = ({ book }) => {
  const rows = book.db.raw.prepare<[number], { extra: string }>('SELECT extra FROM customer WHERE extra IS NOT NULL AND deleted_at IS NULL ORDER BY id DESC LIMIT ?').all(LOOKED_AT);
  const found = new Map<string, { count: number; values: string[] }>();
  for (const { extra } of rows) {
    for (const [name, text] of Object.entries(JSON.parse(extra) as Record<string, string>)) {
      const known = found.get(name) ?? { count: 0, values: [] };
      known.count++;
      if (known.values.length < 200) known.values.push(text);
      found.set(name, known);
    }
  }
  const thisYear = new Date(book.clock.now()).getFullYear();
  const columns = [...found].sort(([, a], [, b]) => b.count - a.count).slice(0, SHOWN);
  return ok({
    columns: columns.map(([name, { count, values }]) => {
      const facts = collectFacts([name], values.map((value, i) => ({ row: i + 1, cells: [value] })), thisYear)[0]!;
      return { name, count, samples: [...facts.samples].slice(0, 4), kind: kindOfColumn(facts) };
    }),
  });
};

export const fieldFromExtra: Handler<'fields.fromExtra'> = async (ctx, { name, draft }) => {
  const { book } = ctx;
  // What stands under the heading stays in its history: the field is made first, and kept to the owner then.
  if (draft.ownerOnly) return err('field.notSealable');
  const fields = fieldBook(book.db);
  const ids = Array.from(book.derived.ids({ filter: { all: [{ field: `extra:${name}`, test: { op: 'notEmpty' } }] } }));
  if (ids.length === 0) return err('field.missing', { name });
  const position = 1 + Math.max(0, ...fields.facts.fields.map((f) => f.position));
  const kindless = { ...draft, aliases: [...(draft.aliases ?? []), ...(draft.label === name ? [] : [name.slice(0, 60)])] };
  const row = fieldRow(fields, kindless, position);
  if (!row.ok) return row;
  const thisYear = new Date(book.clock.now()).getFullYear();
  const move = mover(name, { ...row.value, id: 0 } as unknown as StoredField, { thisYear });
  let id = 0;
  const done = await changeMany(
    ctx,
    'fields.fromExtra',
    { label: draft.label, count: ids.length },
    ids,
    (w, customer) => move.one(w, customer, id),
    {
      first: (w) => {
        // The choices are the words there are, as far as they are already known: all customers are looked at before.
        id = w.create('field', { ...row.value, options: move.options(w, ids, draft.kind) });
      },
    },
  );
  return ok({ field: need(findField(book, id)), moved: done.count, left: ids.length - done.count, actionId: done.actionId });
};

const MAX_OPTIONS = 200;

function mover(name: string, field: StoredField, dates: DateContext) {
  const extraOf = (w: Writer, customer: number) => (w.get('customer', customer)?.fields['extra'] ?? {}) as Readonly<Record<string, string>>;
  const read = (text: string | undefined): CustomValue | null => {
    const reading = text === undefined ? null : readCustomCell(field, text, dates);
    return reading?.kind === 'value' ? reading.value : null;
  };
  return {
    options(w: Writer, ids: readonly number[], kind: string): string[] {
      if (kind !== 'choice' && kind !== 'multiChoice') return [...field.options];
      const words = new Set(field.options);
      for (const id of ids) {
        const value = read(extraOf(w, id)[name]);
        for (const word of Array.isArray(value) ? value : [value]) {
          if (typeof word === 'string' && word.length <= 60 && words.size < MAX_OPTIONS) words.add(word);
        }
      }
      return [...words];
    },
    /** Moves one customer's value; what does not fit stays where it was. */
    one(w: Writer, customer: number, id: number): boolean {
      const { [name]: text, ...extra } = extraOf(w, customer);
      const value = read(text);
      if (value === null) return false;
      const custom = (w.get('customer', customer)?.fields['custom'] ?? {}) as Readonly<Record<string, CustomValue>>;
      w.update('customer', customer, { extra, custom: { ...custom, [String(id)]: value } });
      return true;
    },
  };
}
