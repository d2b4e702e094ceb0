import { Checkbox, Select } from 'antd';
import { formatSchema, type Format, type Rules } from '../../../shared/kernel/standards.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useBookSettings } from '../common/use-choices.ts';

const FIELDS = ['phones', 'wechats', 'emails', 'company', 'title', 'addresses', 'gender', 'birthday', 'grade', 'source', 'code'] as const;
const FORMATTED = new Set<string>(['code', 'company', 'title', 'wechats']);
const FORMATS = formatSchema.options.filter((format) => format !== 'pattern');

/** Which built-in fields must be filled in, and how they are written. */
export function BuiltInRules() {
  const t = useT();
  const settings = useBookSettings();
  if (!settings) return null;
  const set = async (field: string, patch: Partial<Rules>): Promise<void> => {
    const rules = { ...settings.standards[field], ...patch };
    const clean = Object.fromEntries(Object.entries(rules).filter(([, v]) => v !== undefined && v !== false)) as Rules;
    const standards = { ...settings.standards, [field]: clean };
    const reply = await api.call('settings.set', { standards });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <section aria-label={t('customFields.builtIn.title')}>
      <h2>{t('customFields.builtIn.title')}</h2>
      <p className="quiet">{t('customFields.builtIn.hint')}</p>
      <ul className="field-group built-in">
        {FIELDS.map((field) => {
          const rules = settings.standards[field] ?? {};
          const name = t(`fields.customer.${field}`);
          return (
            <li key={field} className="field-row">
              <span className="own-name">{name}</span>
              <Checkbox checked={rules.required === true} onChange={(event) => void set(field, { required: event.target.checked })}>
                {t('customFields.rules.required')}
                <span className="sr-only">{name}</span>
              </Checkbox>
              {FORMATTED.has(field) && (
                <Select<Format>
                  allowClear
                  size="small"
                  value={rules.format}
                  aria-label={t('customFields.builtIn.formatOf', { field: name })}
                  placeholder={t('customFields.rules.anyFormat')}
                  options={FORMATS.map((value) => ({ value, label: t(`customFields.rules.formats.${value}`) }))}
                  onChange={(format?: Format) => void set(field, { format })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
