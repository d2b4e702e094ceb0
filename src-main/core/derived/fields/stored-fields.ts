/** What derived data must know beside the rows: the custom fields and a few settings. Plain data, so that it crosses threads. */
import type { CustomFieldKind } from '../../../../shared/modules/custom-fields.ts';
import type { FormulaType } from '../../../../shared/kernel/formula.ts';
import type { Rules } from '../../../../shared/kernel/standards.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { StageRules } from '../../../../shared/modules/lifecycle.ts';
import { DEFAULT_RFM_RULES, rfmRulesSchema, type RfmRules } from '../../../../shared/modules/rfm.ts';
import { stageRules } from '../../changes/facts/index.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';

export interface StoredField {
  readonly id: number;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly kind: CustomFieldKind;
  readonly options: readonly string[];
  readonly section: string | null;
  readonly position: number;
  readonly rules: Rules;
  /** Fields as `[#name]` or `[#id]`. */
  readonly formula: string | null;
  readonly result: FormulaType | null;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly hidden: boolean;
  readonly onTop: boolean;
  /** Values lie sealed: no column, no search, no formula sees them. */
  readonly ownerOnly: boolean;
  /** Values of a deleted field stay with the customers, and come back with it. */
  readonly deleted: boolean;
}

export interface VerifyDays {
  readonly default: number;
  readonly byGrade: Readonly<Record<string, number>>;
}

export interface ContactDays {
  readonly byGrade: Readonly<Record<string, number>>;
}

export interface FieldFacts {
  readonly fields: readonly StoredField[];
  readonly language: Language;
  readonly verifyDays: VerifyDays;
  readonly contactDays: ContactDays;
  /** The best first. */
  readonly grades: readonly string[];
  /** The owner's rules for built-in fields. */
  readonly standards: Readonly<Record<string, Rules>>;
  readonly currency: string;
  readonly stageRules: StageRules;
  readonly rfmRules: RfmRules;
}

export const DEFAULT_VERIFY_DAYS: VerifyDays = { default: 180, byGrade: {} };

interface FieldRow {
  readonly id: number;
  readonly label: string;
  readonly aliases: string | null;
  readonly kind: string;
  readonly options: string | null;
  readonly section: string | null;
  readonly position: number;
  readonly rules: string | null;
  readonly formula: string | null;
  readonly result: string | null;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly hidden: number;
  readonly onTop: number | null;
  readonly ownerOnly: number | null;
  readonly deleted: number;
}

/** Changes whenever `readFieldFacts` would answer something else. A few microseconds. */
export function fieldVersion(db: Db): string {
  const row = prepared(
    db.raw,
    `SELECT (SELECT coalesce(max(aseq), 0) || ':' || count(*) FROM field) || (SELECT coalesce(group_concat(key || value, '|'), '') FROM setting WHERE key IN ('language', 'verifyDays', 'contactDays', 'grades', 'currency', 'stages', 'rfm', 'standards')) AS version`,
  ).get() as { readonly version: string };
  return row.version;
}

/** All fields in their order, deleted ones last. */
export function readFieldFacts(db: Db): FieldFacts {
  const rows = db.raw
    .prepare<[], FieldRow>(
      `SELECT id, label, aliases, kind, options, section, position, rules, formula, result, unit, currency, hidden, on_top AS onTop, owner_only AS ownerOnly, deleted_at IS NOT NULL AS deleted
       FROM field WHERE entity = 'customer' ORDER BY deleted, position, id`,
    )
    .all();
  const setting = (key: string): unknown => {
    const text: unknown = db.raw.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(key);
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : null;
  };
  const currency = setting('currency');
  const rfm = rfmRulesSchema.safeParse(setting('rfm'));
  const days = setting('verifyDays') as VerifyDays | null;
  return {
    fields: rows.map(storedField),
    language: setting('language') === 'en' ? 'en' : 'zh-CN',
    currency: typeof currency === 'string' ? currency : 'CNY',
    stageRules: stageRules(db),
    rfmRules: rfm.success ? rfm.data : DEFAULT_RFM_RULES,
    standards: (setting('standards') as FieldFacts['standards'] | null) ?? {},
    grades: (setting('grades') as readonly string[] | null) ?? [],
    contactDays: (setting('contactDays') as ContactDays | null) ?? { byGrade: {} },
    verifyDays: days && typeof days.default === 'number' ? days : DEFAULT_VERIFY_DAYS,
  };
}

function storedField(row: FieldRow): StoredField {
  return {
    ...row,
    kind: row.kind as CustomFieldKind,
    aliases: row.aliases === null ? [] : (JSON.parse(row.aliases) as string[]),
    options: row.options === null ? [] : (JSON.parse(row.options) as string[]),
    rules: row.rules === null ? {} : (JSON.parse(row.rules) as Rules),
    result: row.result as FormulaType | null,
    hidden: row.hidden === 1,
    onTop: row.onTop === 1,
    ownerOnly: row.ownerOnly === 1,
    deleted: row.deleted === 1,
  };
}
