import { hasText, type Translate } from '../../lib/i18n.ts';

/** What an entry of the record says was done, in words and without values: names in a sentence become dots. */
export function auditText(t: Translate, action: string, rows: number): string {
  const key = action.replaceAll('.', '_');
  const own = `privacy.audit.actions.${key}`;
  if (hasText(own)) return t(own, { count: rows });
  const general = `actions.${key}`;
  const text = t(hasText(general) ? general : 'actions.other', { count: Math.max(1, rows), name: '…', into: '…' });
  // Those texts stand inside a sentence elsewhere ("Undone: adding a customer").
  return text.charAt(0).toUpperCase() + text.slice(1);
}
