import { Input, InputNumber, Select } from 'antd';
import { formatSchema, type Rules } from '../../../shared/kernel/standards.ts';
import { readPattern } from '../../../shared/kernel/standards-pattern.ts';
import type { CustomFieldKind } from '../../../shared/modules/custom-fields.ts';
import { useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';

const TEXTS = new Set<CustomFieldKind>(['text', 'longText', 'phone', 'url']);

/** Rules of a field that only its kind can have: format and length of texts, bounds of figures and dates. */
export function RuleFields({ kind, rules, onChange }: { readonly kind: CustomFieldKind; readonly rules: Rules; readonly onChange: (rules: Rules) => void }) {
  const t = useT();
  const set = (patch: Partial<Rules>): void => onChange({ ...rules, ...patch });
  const isBadPattern = rules.format === 'pattern' && (rules.pattern ?? '') !== '' && readPattern(rules.pattern ?? '') === null;
  if (TEXTS.has(kind)) {
    return (
      <>
        <Field label={t('customFields.rules.format')}>
          <Select
            allowClear
            value={rules.format}
            placeholder={t('customFields.rules.anyFormat')}
            options={formatSchema.options.map((value) => ({ value, label: t(`customFields.rules.formats.${value}`) }))}
            onChange={(format) => set({ format, ...(format === 'pattern' ? {} : { pattern: undefined }) })}
          />
        </Field>
        {rules.format === 'pattern' && (
          <Field label={t('customFields.rules.pattern')} hint={t('customFields.rules.patternHint')} error={isBadPattern ? t('customFields.rules.badPattern') : undefined}>
            <Input className="tabular" value={rules.pattern ?? ''} maxLength={200} onChange={(event) => set({ pattern: event.target.value })} />
          </Field>
        )}
        <div className="record-pair">
          <Field label={t('customFields.rules.minLength')}>
            <InputNumber<number> controls={false} min={0} max={20_000} value={rules.minLength ?? null} onChange={(n) => set({ minLength: n ?? undefined })} />
          </Field>
          <Field label={t('customFields.rules.maxLength')}>
            <InputNumber<number> controls={false} min={1} max={20_000} value={rules.maxLength ?? null} onChange={(n) => set({ maxLength: n ?? undefined })} />
          </Field>
        </div>
      </>
    );
  }
  if (kind === 'number' || kind === 'money') {
    const bound = (name: 'min' | 'max') => (
      <Field label={t(`customFields.rules.${name}`)}>
        <InputNumber<number> controls={false} value={typeof rules[name] === 'number' ? rules[name] : null} onChange={(n) => set({ [name]: n ?? undefined })} />
      </Field>
    );
    return (
      <div className="record-pair">
        {bound('min')}
        {bound('max')}
      </div>
    );
  }
  if (kind !== 'date') return null;
  return (
    <Field label={t('customFields.rules.days')}>
      <Select
        allowClear
        placeholder={t('customFields.rules.anyDay')}
        value={rules.max === 'today' ? 'past' : rules.min === 'today' ? 'future' : undefined}
        options={[
          { value: 'past', label: t('customFields.rules.past') },
          { value: 'future', label: t('customFields.rules.future') },
        ]}
        onChange={(which?: string) => set({ min: which === 'future' ? 'today' : undefined, max: which === 'past' ? 'today' : undefined })}
      />
    </Field>
  );
}
