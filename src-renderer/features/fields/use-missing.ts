/** What the owner's rules still want of a new customer: names of required fields that are empty or written wrongly. */
import dayjs from 'dayjs';
import { checkRules } from '../../../shared/kernel/standards.ts';
import type { CustomerPatch } from '../../../shared/modules/customers.ts';
import { useT } from '../../lib/i18n.ts';
import { fieldName, shownFields, useOwnFields } from '../../lib/own-fields.ts';
import { useBookSettings } from '../common/use-choices.ts';

type Value = Parameters<typeof checkRules>[1];

/** Answers a function of the form's content; only errors count, warnings stop nothing. */
export function useMissing(): (patch: CustomerPatch) => readonly string[] {
  const t = useT();
  const fields = useOwnFields((store) => store.fields);
  const standards = useBookSettings()?.standards ?? {};
  return (patch) => {
    const today = dayjs().format('YYYY-MM-DD');
    const isWrong = (rules: Parameters<typeof checkRules>[0], value: Value) => checkRules(rules, value, today).some((p) => p.severity === 'error');
    const builtIn = Object.entries(standards).filter(([field, rules]) => {
      const raw: unknown = patch[field as 'company'];
      const value = Array.isArray(raw) ? ((raw[0] as { value?: string } | undefined)?.value ?? null) : ((raw as string | undefined) ?? null);
      return isWrong(rules, value);
    });
    const own = shownFields(fields).filter((f) => f.kind !== 'formula' && isWrong(f.rules, patch.custom?.[String(f.id)] ?? null));
    return [...builtIn.map(([field]) => fieldName(t, field)), ...own.map((f) => f.label)];
  };
}
