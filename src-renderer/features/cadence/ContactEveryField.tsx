import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { contactCycle, MAX_CYCLE_DAYS, NEVER_CONTACT } from '../../../shared/kernel/cadence.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';
import { ConflictNote } from '../common/ConflictNote.tsx';
import { useBookSettings } from '../common/use-choices.ts';
import type { FieldSaver } from '../common/use-save-field.ts';

type Way = 'grade' | 'own' | 'never';
const FIRST_DAYS = 30;
const wayOf = (days: number | null): Way => (days === null ? 'grade' : days === NEVER_CONTACT ? 'never' : 'own');

/** How often this customer is to be heard of: as their grade says, in days of their own, or never. */
export function ContactEveryField({ customer, saver }: { readonly customer: Customer; readonly saver: FieldSaver }) {
  const t = useT();
  const settings = useBookSettings();
  const way = wayOf(customer.contactEvery);
  const ofGrade = settings ? contactCycle(settings.contactDays, { grade: customer.grade ?? '', contactEvery: null, doNotContact: '' }) : null;
  const save = (contactEvery: number | null): void => void (contactEvery !== customer.contactEvery && saver.save('contactEvery', { contactEvery }));
  return (
    <>
      <Field label={t('fields.customer.contactEvery')}>
        <Select<Way>
          variant="filled"
          value={way}
          options={[
            { value: 'grade', label: ofGrade === null ? t('today.contact.asGradeNone') : t('today.contact.asGrade', { count: ofGrade }) },
            { value: 'own', label: t('today.contact.own') },
            { value: 'never', label: t('today.contact.never0') },
          ]}
          onChange={(next) => save(next === 'grade' ? null : next === 'never' ? NEVER_CONTACT : (ofGrade ?? FIRST_DAYS))}
        />
      </Field>
      {way === 'own' && <OwnDays key={customer.contactEvery} days={customer.contactEvery ?? FIRST_DAYS} onSave={save} />}
      <ConflictNote saver={saver} field="contactEvery" />
    </>
  );
}

/** Saved when left or with Enter: half a number is none. */
function OwnDays({ days, onSave }: { readonly days: number; readonly onSave: (days: number) => void }) {
  const t = useT();
  const [value, setValue] = useState<number | null>(days);
  const commit = (): void => onSave(value ?? days);
  return (
    <Field label={t('today.contact.ownDays')}>
      <InputNumber<number> controls={false} variant="filled" min={1} max={MAX_CYCLE_DAYS} precision={0} value={value} suffix={t('customFields.verify.days')} onChange={setValue} onBlur={commit} onPressEnter={commit} />
    </Field>
  );
}
