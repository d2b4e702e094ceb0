/** The owner's rules over a whole row of an import: they only warn, because the data is as it is. */
import { checkRules } from '../../../../shared/kernel/standards.ts';
import type { Rules } from '../../../../shared/kernel/standards.ts';
import type { RowContext } from './cell-readers.ts';
import { note, type RowBuilder } from './draft.ts';

/** Which rules there are; `null` when there is nothing to look at. */
export function rulesOf(context: RowContext): ((row: RowBuilder) => void) | null {
  const standards = Object.entries(context.standards ?? {}).filter(([, rules]) => Object.keys(rules).length > 0);
  const required = [...(context.fields?.values() ?? [])].filter((f) => f.rules.required === true && f.kind !== 'formula' && !f.deleted);
  if (standards.length === 0 && required.length === 0) return null;
  return (row) => {
    for (const [field, rules] of standards) noteBuiltIn(row, field, rules, context);
    for (const field of required) {
      if (row.custom?.[String(field.id)] === undefined) note(row, 'warning', 'rule.required', field.label, null);
    }
  };
}

function noteBuiltIn(row: RowBuilder, field: string, rules: Rules, context: RowContext): void {
  const raw: unknown = row[field as 'company'];
  const first: unknown = Array.isArray(raw) ? ((raw as readonly { value?: string }[])[0]?.value ?? (raw as readonly unknown[])[0] ?? null) : raw;
  const value = typeof first === 'string' && first !== '' ? first : null;
  const column = context.nameOf?.(field) ?? field;
  for (const problem of checkRules(rules, value, context.today)) note(row, 'warning', `rule.${problem.code}`, column, value);
}
