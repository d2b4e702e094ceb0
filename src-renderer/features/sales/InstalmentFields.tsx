import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, InputNumber, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { MAX_INSTALMENTS } from '../../../shared/kernel/instalments.ts';
import { readAmount } from '../../../shared/kernel/money.ts';
import { formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { changePart, EVERY, newPlan, planGap, shownParts, type Every, type PartDraft, type PlanDraft } from './instalment-draft.ts';
import { Labelled } from './Labelled.tsx';
import type { FormState } from './use-sale-form.ts';

const dayOf = (date: dayjs.Dayjs | null): string | null => date?.format('YYYY-MM-DD') ?? null;

/** When what was not paid with the sale comes in: on one day, or in parts; and how early to be reminded. */
export function InstalmentFields({ form, tried }: { readonly form: FormState; readonly tried: boolean }) {
  const t = useT();
  const { plan } = form;
  const isDated = plan !== null || form.dueDate !== null;
  return (
    <div className="instalments">
      <div className="sale-form-row">
        <Labelled text={t('sales.plan.how')}>
          <Segmented<'once' | 'parts'>
            aria-label={t('sales.plan.how')}
            value={plan === null ? 'once' : 'parts'}
            options={[
              { value: 'once', label: t('sales.plan.once') },
              { value: 'parts', label: t('sales.plan.parts') },
            ]}
            onChange={(how) => form.setPlan(how === 'once' ? null : newPlan(form.date))}
          />
        </Labelled>
        {plan === null && (
          <Field label={t('sales.form.due')}>
            <DatePicker value={form.dueDate === null ? null : dayjs(form.dueDate)} onChange={(date: dayjs.Dayjs | null) => form.setDueDate(dayOf(date))} />
          </Field>
        )}
        {isDated && (
          <Field label={t('sales.plan.remind')}>
            <InputNumber<number> controls={false} min={0} max={90} precision={0} value={form.remindDays} placeholder={t('sales.plan.remindNone')} onChange={(days) => form.setRemindDays(days ?? null)} />
          </Field>
        )}
      </div>
      {plan !== null && <Plan form={form} plan={plan} tried={tried} />}
    </div>
  );
}

function Plan({ form, plan, tried }: { readonly form: FormState; readonly plan: PlanDraft; readonly tried: boolean }) {
  const t = useT();
  const language = useLanguage();
  const parts = shownParts(plan, form.toComeMinor, form.places);
  const gap = planGap(parts, form.toComeMinor, form.places);
  const money = (minor: number): string => formatMoney(Math.abs(minor), form.currency, language);
  const rule = (more: Partial<PlanDraft>): void => form.setPlan({ ...plan, ...more, own: null });
  const last = parts.at(-1);
  return (
    <fieldset className="instalment-plan">
      <legend>{t('sales.plan.sum', { amount: money(form.toComeMinor) })}</legend>
      <div className="sale-form-row">
        <Field label={t('sales.plan.count')}>
          <InputNumber<number> controls={false} min={1} max={MAX_INSTALMENTS} precision={0} value={plan.count} onChange={(count) => rule({ count: count ?? 1 })} />
        </Field>
        <Field label={t('sales.plan.first')}>
          <DatePicker allowClear={false} value={dayjs(plan.first)} onChange={(date: dayjs.Dayjs | null) => rule({ first: dayOf(date) ?? plan.first })} />
        </Field>
        <Field label={t('sales.plan.every')}>
          <Select<Every> value={plan.every} options={EVERY.map((value) => ({ value, label: t(`sales.plan.each.${value}`) }))} onChange={(every) => rule({ every })} />
        </Field>
      </div>
      <ol>
        {parts.map((part, index) => (
          <Part key={part.key} part={part} index={index} wrong={(readAmount(part.amount, form.places) ?? 0) <= 0} alone={parts.length === 1} onChange={(next) => form.setPlan(changePart(plan, parts, part.key, next))} />
        ))}
      </ol>
      <div className="sale-lines-foot">
        <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} disabled={parts.length >= MAX_INSTALMENTS} onClick={() => form.setPlan(changePart(plan, parts, null, { date: last?.date ?? plan.first, amount: '' }))}>
          {t('sales.plan.add')}
        </Button>
        {plan.own !== null && gap !== 0 && (
          <Button size="small" onClick={() => rule({})}>
            {t('sales.plan.even')}
          </Button>
        )}
        {gap !== 0 && (
          <span className="field-error" role={tried ? 'alert' : 'status'}>
            {t(gap > 0 ? 'sales.plan.over' : 'sales.plan.short', { amount: money(gap) })}
          </span>
        )}
      </div>
    </fieldset>
  );
}

function Part(props: { readonly part: PartDraft; readonly index: number; readonly wrong: boolean; readonly alone: boolean; readonly onChange: (part: Omit<PartDraft, 'key'> | null) => void }) {
  const t = useT();
  const { date, amount } = props.part;
  const number = props.index + 1;
  return (
    <li className="instalment">
      <span className="quiet">{t('sales.plan.nth', { number })}</span>
      <DatePicker allowClear={false} aria-label={t('sales.plan.dateOf', { number })} value={dayjs(date)} onChange={(day: dayjs.Dayjs | null) => props.onChange({ date: dayOf(day) ?? date, amount })} />
      <Input className="tabular" inputMode="decimal" aria-label={t('sales.plan.amountOf', { number })} value={amount} status={props.wrong ? 'error' : ''} onChange={(event) => props.onChange({ date, amount: event.target.value })} />
      {!props.alone && <IconButton label={t('sales.plan.remove', { number })} icon={<CloseOutlined aria-hidden />} onClick={() => props.onChange(null)} />}
    </li>
  );
}
