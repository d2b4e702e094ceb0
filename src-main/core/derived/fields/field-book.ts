/**
 * The custom fields of a book, ready to be used: formulas compiled, each field with its
 * column of the mirror. Made anew whenever the definitions change, shared by everything
 * that reads the same connection.
 */
import { dayOfIso, isoOfDay, roundTo } from '../../../../shared/kernel/formula-functions.ts';
import { readFormula } from '../../../../shared/kernel/formula.ts';
import type { CompiledFormula, FormulaField, FormulaReading, FormulaValue } from '../../../../shared/kernel/formula.ts';
import { foldKey } from '../../../../shared/kernel/text.ts';
import { customIdOf, customName } from '../../../../shared/modules/custom-fields.ts';
import type { CustomValue } from '../../../../shared/modules/custom-fields.ts';
import type { Db } from '../../database/open.ts';
import type { ColumnSpec } from '../mirror/spec.ts';
import type { CadenceRules } from '../../../../shared/kernel/cadence.ts';
import { CONTACT_DUE, CONTACT_SCORE, contactDueColumn, contactScoreColumn } from './contact-columns.ts';
import { formulaColumn, storedColumn, verifyDueColumn, VERIFY_DUE } from './custom-columns.ts';
import { NEEDS_REVIEW } from '../../../../shared/modules/review.ts';
import { RFM, rfmColumn } from './rfm-column.ts';
import { reviewColumn } from './review-column.ts';
import { STAGE, stageColumn } from './stage-column.ts';
import { builtinReadables, customReadable } from './sources.ts';
import type { Readable, RecordSource } from './sources.ts';
import type { FormulaOutcome, ReadyFormula } from './ready-formula.ts';
import type { FieldFacts, StoredField } from './stored-fields.ts';
import { fieldVersion, readFieldFacts } from './stored-fields.ts';

export type Computed = CustomValue | { readonly fault: string } | null;

export interface FieldBook {
  /** Another one after every change of the definitions. */
  readonly version: string;
  readonly facts: FieldFacts;
  /** The living ones, in order. */
  readonly fields: readonly StoredField[];
  field(id: number): StoredField | null;
  /** The mirror's column of `custom:<id>` or `verifyDue`; `null` for a name it does not know. */
  spec(name: string, today: number): ColumnSpec | null;
  /** Names of all columns that are made from the definitions. */
  columnNames(): readonly string[];
  /** How often customers are to be heard of. */
  readonly cadence: CadenceRules;
  /** Reads a formula as it would be in this book. `self`: the field it would belong to. */
  read(source: string, self?: number): FormulaReading;
  formula(id: number): ReadyFormula | null;
  /** What can be read in a formula, fields of other formulas too. */
  readables(): readonly Readable[];
  /** The field of a name, a label in either language, `#name` or `#id`. */
  find(name: string): Readable | null;
  /** Values of all formulas of a record by field id; empty object when there are none. */
  compute(source: RecordSource, today: number): Readonly<Record<string, Computed>>;
}

const MAX_NESTED = 20;
/** Columns that every day makes anew. */
const BY_DAY: ReadonlySet<string> = new Set([STAGE, RFM, CONTACT_SCORE]);

/** Puts the fields of `facts` together. Formulas that cannot be read (a field they need is gone) have no value. */
export function createFieldBook(facts: FieldFacts, version = ''): FieldBook {
  const fields = facts.fields.filter((f) => !f.deleted);
  const byId = new Map(facts.fields.map((f) => [f.id, f]));
  const builtins = builtinReadables(facts.language, facts.currency);
  const specs = new Map<string, ColumnSpec | null>();

  const formulas = createFormulas(facts.fields, fields, builtins);
  const cadence: CadenceRules = { byGrade: facts.contactDays.byGrade, grades: facts.grades };
  const living = fields.filter((f) => f.kind === 'formula');
  return {
    version,
    facts,
    fields,
    field: (id) => byId.get(id) ?? null,
    spec(name, today) {
      const formula = customIdOf(name);
      const key = BY_DAY.has(name) || (formula !== null && formulas.ready(formula)?.usesToday === true) ? `${name}@${today}` : name;
      let spec = specs.get(key);
      if (spec === undefined) specs.set(key, (spec = makeSpec(name, today)));
      return spec;
    },
    columnNames: () => [...facts.fields.filter((f) => !f.ownerOnly).map((f) => customName(f.id)), VERIFY_DUE, CONTACT_DUE, CONTACT_SCORE, STAGE, RFM, NEEDS_REVIEW],
    cadence,
    read: formulas.read,
    formula: formulas.ready,
    readables: formulas.all,
    find: formulas.find,
    compute(source, today) {
      const out: Record<string, Computed> = {};
      for (const field of living) out[String(field.id)] = shownOutcome(formulas.ready(field.id)?.run(source, today) ?? null, formulas.ready(field.id)?.compiled.type);
      return out;
    },
  };

  function makeSpec(name: string, today: number): ColumnSpec | null {
    if (name === VERIFY_DUE) return verifyDueColumn(facts.verifyDays);
    if (name === CONTACT_DUE) return contactDueColumn(cadence);
    if (name === CONTACT_SCORE) return contactScoreColumn(cadence, today);
    if (name === STAGE) return stageColumn(facts.stageRules, today);
    if (name === RFM) return rfmColumn(facts.rfmRules, today);
    if (name === NEEDS_REVIEW) return reviewColumn(facts);
    const field = byId.get(customIdOf(name) ?? 0);
    if (!field || field.ownerOnly) return null;
    if (field.kind !== 'formula') return storedColumn(field);
    return formulaColumn(field, formulas.ready(field.id), today, `${facts.language} ${facts.currency}`);
  }
}

interface Formulas {
  ready(id: number): ReadyFormula | null;
  read(source: string, self?: number): FormulaReading;
  all(): readonly Readable[];
  find(name: string): Readable | null;
}

/** Compiles formulas when they are first asked for; knows every field of `all`, reads the living ones. */
function createFormulas(everything: readonly StoredField[], fields: readonly StoredField[], builtins: readonly Readable[]): Formulas {
  const byId = new Map(everything.map((f) => [f.id, f]));
  const formulas = new Map<number, ReadyFormula | null>();
  let names: Map<string, Readable> | null = null;
  let readables: readonly Readable[] | null = null;

  /** Formulas being compiled: one that comes again reads itself. */
  const open: number[] = [];
  const ready = (id: number): ReadyFormula | null => {
    const known = formulas.get(id);
    if (known !== undefined) return known;
    const field = byId.get(id);
    if (field?.kind !== 'formula' || field.deleted || field.formula === null || open.includes(id) || open.length >= MAX_NESTED) return null;
    open.push(id);
    const reading = read(field.formula);
    open.pop();
    const made = reading.ok ? makeReady(field, reading.formula) : null;
    // Failed while another was being read: it may only be that one that it waits for.
    if (made || open.length === 0) formulas.set(id, made);
    return made;
  };
  const makeReady = (field: StoredField, compiled: CompiledFormula): ReadyFormula => {
    const sources = compiled.refs.map((ref) => find(`${ref.startsWith('#') ? '' : '#'}${ref}`)!);
    const inner = sources.map((s) => (s.ref.startsWith('#') ? ready(Number(s.ref.slice(1))) : null));
    const usesToday = compiled.usesToday || inner.some((f) => f?.usesToday === true);
    return {
      field,
      compiled,
      sources,
      usesToday,
      identity: JSON.stringify([field.formula, sources.map((s, i) => [s.ref, s.type, inner[i]?.identity ?? null])]),
      run: (source, today) => compiled.run((i) => (inner[i] ? valueOr(inner[i].run(source, today)) : sources[i]!.read(source)), today),
    };
  };
  const formulaReadable = (field: StoredField): Readable | null => {
    const formula = ready(field.id);
    if (!formula) return null;
    const spec = { name: customName(field.id), value: fromFormulaColumn(formula.compiled.type) };
    return {
      ref: `#${field.id}`,
      type: formula.compiled.type,
      labels: { 'zh-CN': field.label, en: field.label },
      read: (source) => valueOr(formula.run(source, 0)),
      ...(formula.compiled.type === 'number' || formula.compiled.type === 'date' || formula.compiled.type === 'yesNo' ? { column: spec } : {}),
    };
  };
  const all = (): readonly Readable[] => (readables ??= [...builtins, ...fields.flatMap((f) => (f.kind === 'formula' ? formulaReadable(f) : customReadable(f)) ?? [])]);
  const stored = new Map(fields.filter((f) => f.kind !== 'formula').map((f) => [f.id, customReadable(f)]));
  function find(name: string): Readable | null {
    if (name.startsWith('#')) {
      const id = Number(name.slice(1));
      const field = byId.get(id);
      if (!field) return builtins.find((b) => b.ref === name.slice(1)) ?? null;
      if (field.deleted) return null;
      return field.kind === 'formula' ? formulaReadable(field) : (stored.get(id) ?? null);
    }
    names ??= nameTable(builtins, fields);
    const direct = names.get(foldKey(name));
    if (direct) return direct.ref.startsWith('#') ? find(direct.ref) : direct;
    return null;
  }
  /** The id behind a name, whether it can be read or not. */
  function refOf(name: string): number | null {
    if (name.startsWith('#')) return Number(name.slice(1));
    const ref = names?.get(foldKey(name))?.ref;
    return ref?.startsWith('#') ? Number(ref.slice(1)) : null;
  }
  function reaches(from: number, to: number, seen = new Set<number>()): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(byId.get(from)?.formula ?? '').matchAll(/\[#(\d+)\]/g)].some(([, id]) => reaches(Number(id), to, seen));
  }
  /** While formulas are read, a field of the type of a formula is asked through `find`, so cycles end as unknown. */
  function read(source: string, self?: number): FormulaReading {
    if (self !== undefined) open.push(self);
    try {
      const reading = readFormula(source, (name): FormulaField | null => {
        const field = find(name);
        const circle = self !== undefined && field?.ref.startsWith('#') === true && reaches(Number(field.ref.slice(1)), self);
        return circle ? null : field;
      });
      if (reading.ok || self === undefined || reading.problem.code !== 'unknownField') return reading;
      const named = refOf(String(reading.problem.facts['name']));
      return named !== null && reaches(named, self) ? { ok: false, problem: { ...reading.problem, code: 'cycle' } } : reading;
    } finally {
      if (self !== undefined) open.pop();
    }
  }
  return { ready, read, all, find };
}

/** Labels, names and aliases, folded; a custom field's own label goes before a built-in name. */
function nameTable(builtins: readonly Readable[], fields: readonly StoredField[]): Map<string, Readable> {
  const names = new Map<string, Readable>();
  const add = (name: string, readable: Readable) => {
    const key = foldKey(name);
    if (key !== '' && !names.has(key)) names.set(key, readable);
  };
  const stub = (f: StoredField): Readable => ({ ref: `#${f.id}`, type: 'text', labels: { 'zh-CN': f.label, en: f.label }, read: () => null });
  for (const field of fields) add(field.label, stub(field));
  for (const b of builtins) for (const name of [b.labels['zh-CN'], b.labels.en, b.ref]) add(name, b);
  for (const field of fields) for (const alias of field.aliases) add(alias, stub(field));
  return names;
}

/** A fault inside another formula counts as empty there: the cell of the inner one shows it. */
function valueOr(outcome: FormulaOutcome): FormulaValue {
  return typeof outcome === 'object' && outcome !== null && 'fault' in outcome ? null : outcome;
}

function fromFormulaColumn(type: CompiledFormula['type']): (raw: number | string) => FormulaValue {
  if (type === 'yesNo') return (raw) => (raw === '' ? null : raw === 'yes');
  if (type === 'date') return (raw) => (typeof raw === 'number' && !Number.isNaN(raw) ? dayOfIso(localIso(raw)) : null);
  return (raw) => (typeof raw === 'number' && !Number.isNaN(raw) ? raw : null);
}

function localIso(ms: number): string {
  const d = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(d.getFullYear()).padStart(4, '0')}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

/** A result as the contract gives it: dates as `YYYY-MM-DD`, numbers without binary dust. */
export function shownOutcome(outcome: FormulaOutcome, type: CompiledFormula['type'] | undefined): Computed {
  if (outcome === null || outcome === '') return null;
  if (typeof outcome === 'object') return 'fault' in outcome ? { fault: outcome.fault } : ([...outcome] as string[]);
  if (typeof outcome === 'number') return type === 'date' ? isoOfDay(outcome) : roundTo(outcome, 9);
  return outcome;
}

const books = new WeakMap<object, { readonly version: string; readonly book: FieldBook }>();

/** The field book of a connection; looked up again when the definitions have changed. */
export function fieldBook(db: Db): FieldBook {
  const version = fieldVersion(db);
  const known = books.get(db);
  if (known?.version === version) return known.book;
  const book = createFieldBook(readFieldFacts(db), version);
  books.set(db, { version, book });
  return book;
}
