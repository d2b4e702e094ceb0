/** Which columns of a file belong to the book's own fields, and the fields an import makes. */
import type { ColumnTarget, Mapping } from '../../../../shared/modules/transfer.ts';
import { customIdOf, customName } from '../../../../shared/modules/custom-fields.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ColumnState } from './map-columns.ts';
import { exactMeaning, headingKey } from './synonyms.ts';

/** Columns whose heading is the name of a custom field take it; a second name steps back behind a heading we know for sure. */
export function claimCustomColumns(states: readonly ColumnState[], facts: readonly ColumnFacts[], fields: readonly StoredField[]): readonly ColumnState[] {
  const byLabel = new Map<string, StoredField>();
  const byAlias = new Map<string, StoredField>();
  for (const field of fields.filter((f) => !f.deleted)) {
    const keep = (map: Map<string, StoredField>, name: string) => map.has(headingKey(name)) || map.set(headingKey(name), field);
    keep(byLabel, field.label);
    for (const alias of field.aliases) keep(byAlias, alias);
  }
  const taken = new Set<number>();
  return states.map((state, i) => {
    const key = headingKey(facts[i]?.header ?? '');
    const alias = exactMeaning(key) ? undefined : byAlias.get(key);
    const field = byLabel.get(key) ?? alias;
    if (!field || key === '' || taken.has(field.id)) return state;
    taken.add(field.id);
    const target: ColumnTarget = field.kind === 'formula' || field.kind === 'file' ? { to: 'ignore' } : { to: 'field', field: customName(field.id), kind: field.kind };
    return { index: state.index, target, confidence: 'sure' };
  });
}

/** A saved mapping whose field is gone keeps the column under its heading. */
export function withLivingFields(states: readonly ColumnState[], fields: readonly StoredField[]): readonly ColumnState[] {
  return states.map((state) => {
    const id = state.target.to === 'field' ? customIdOf(state.target.field) : null;
    const field = fields.find((f) => f.id === id && !f.deleted);
    if (state.target.to === 'newField') return { ...state, target: { to: 'extra' }, confidence: 'none' };
    if (id === null) return state;
    if (!field) return { ...state, target: { to: 'extra' }, confidence: 'none' };
    return { ...state, target: { ...state.target, kind: field.kind } as ColumnTarget };
  });
}

export interface PlannedFields {
  /** The mapping with every column that makes a field turned into one that fills it. */
  readonly mapping: Mapping;
  /** Fields to be made; their ids are −1, −2 … until they are. */
  readonly planned: readonly StoredField[];
}

/** Fields that a mapping asks for. `nameOf`: how the book's fields are named, to use one that is there already. */
export function planFields(mapping: Mapping, fields: readonly StoredField[], currency: string): PlannedFields {
  const planned: StoredField[] = [];
  const columns = mapping.columns.map((target): ColumnTarget => {
    if (target.to === 'field') {
      const known = fields.find((f) => f.id === customIdOf(target.field));
      return known ? { ...target, kind: known.kind } : target;
    }
    if (target.to !== 'newField') return target;
    const { label, kind } = target;
    const more = target.dateOrder === undefined ? {} : { dateOrder: target.dateOrder };
    const same = [...fields.filter((f) => !f.deleted), ...planned].find((f) => headingKey(f.label) === headingKey(label) && f.kind === kind);
    const id = same?.id ?? -1 - planned.length;
    if (!same) planned.push(newField(id, label, kind, currency));
    return { to: 'field', field: customName(id), kind, ...more };
  });
  return { mapping: { columns }, planned };
}

function newField(id: number, label: string, kind: StoredField['kind'], currency: string): StoredField {
  return {
    id,
    label,
    aliases: [],
    kind,
    options: [],
    section: null,
    position: 0,
    rules: {},
    formula: null,
    result: null,
    unit: null,
    currency: kind === 'money' ? currency : null,
    hidden: false,
    onTop: false,
    ownerOnly: false,
    deleted: false,
  };
}

/** A proposal for a column nobody knows: what kind of field its values would make. */
export function kindOfColumn(facts: Pick<ColumnFacts, 'samples' | 'filled' | 'date' | 'phone' | 'number'>): StoredField['kind'] {
  const { samples } = facts;
  const all = (test: (text: string) => boolean) => samples.length > 0 && samples.every(test);
  if (all((s) => /^https?:\/\//i.test(s))) return 'url';
  if (facts.date >= 0.8) return 'date';
  if (facts.phone >= 0.8) return 'phone';
  if (all((s) => /^(?:是|否|有|无|y|n|yes|no|true|false)$/i.test(s))) return 'yesNo';
  if (facts.number >= 0.9 && all((s) => s.length <= 12)) return 'number';
  if (samples.length < 5 && facts.filled >= 3 * samples.length && all((s) => s.length <= 20)) return 'choice';
  return all((s) => s.length <= 60) || samples.length === 0 ? 'text' : 'longText';
}
