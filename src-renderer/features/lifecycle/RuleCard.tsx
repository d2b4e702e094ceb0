import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { asksSomething } from '../../../shared/kernel/filter.ts';
import type { GradeRule } from '../../../shared/modules/lifecycle.ts';
import { useT } from '../../lib/i18n.ts';
import { currencyOfField, minorDigits } from '../../lib/minor-digits.ts';
import { Field } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useChoices } from '../common/use-choices.ts';
import { FilterBuilder } from '../segments/FilterBuilder.tsx';
import { nodeText } from '../segments/node-words.ts';
import { useNodeWords } from '../segments/use-segments.ts';

interface CardProps {
  readonly rule: GradeRule;
  readonly no: number;
  readonly isLast: boolean;
  readonly onChange: (rule: GradeRule) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** True for a rule that would hold for everybody. */
export function asksNothing(rule: GradeRule): boolean {
  return rule.amountMinor === null && rule.count === null && rule.withinDays === null && !asksSomething(rule.filter ?? undefined);
}

/** One rule: the grade, what was spent and how often within how many months, how recently, and anything else a list can be asked. */
export function RuleCard({ rule, no, isLast, onChange, onMove, onRemove }: CardProps) {
  const t = useT();
  const choices = useChoices('grade');
  const scale = 10 ** minorDigits();
  const change = (patch: Partial<GradeRule>): void => onChange({ ...rule, ...patch });
  return (
    <li className="rule-card" aria-label={t('lifecycle.settings.rule', { no })}>
      <header>
        <strong>{t('lifecycle.settings.rule', { no })}</strong>
        <span className="icon-buttons">
          <IconButton size="small" icon={<ArrowUpOutlined aria-hidden />} label={t('lifecycle.settings.up', { no })} disabled={no === 1} onClick={() => onMove(-1)} />
          <IconButton size="small" icon={<ArrowDownOutlined aria-hidden />} label={t('lifecycle.settings.down', { no })} disabled={isLast} onClick={() => onMove(1)} />
          <IconButton size="small" icon={<CloseOutlined aria-hidden />} label={t('lifecycle.settings.remove', { no })} onClick={onRemove} />
        </span>
      </header>
      <div className="rule-fields">
        <Field label={t('lifecycle.settings.grade')}>
          <Select value={rule.grade} options={[...choices]} onChange={(grade) => change({ grade })} />
        </Field>
        <Field label={t('lifecycle.settings.within')}>
          <InputNumber<number> controls={false} min={1} max={240} precision={0} value={rule.months} placeholder={t('lifecycle.settings.allTime')} suffix={t('lifecycle.settings.months')} onChange={(months) => change({ months })} />
        </Field>
        <Field label={t('lifecycle.settings.amount')}>
          <InputNumber<number> controls={false} min={0} value={rule.amountMinor === null ? null : rule.amountMinor / scale} suffix={currencyOfField()} onChange={(amount) => change({ amountMinor: amount === null || amount <= 0 ? null : Math.round(amount * scale) })} />
        </Field>
        <Field label={t('lifecycle.settings.count')}>
          <InputNumber<number> controls={false} min={1} max={100_000} precision={0} value={rule.count} suffix={t('lifecycle.settings.times')} onChange={(count) => change({ count })} />
        </Field>
        <Field label={t('lifecycle.settings.recent')}>
          <InputNumber<number> controls={false} min={1} max={3650} precision={0} value={rule.withinDays} suffix={t('lifecycle.settings.days')} onChange={(withinDays) => change({ withinDays })} />
        </Field>
      </div>
      <OtherConditions rule={rule} onChange={change} />
      {asksNothing(rule) && (
        <p className="field-error" role="alert">
          {t('lifecycle.settings.asksNothing')}
        </p>
      )}
    </li>
  );
}

/** Tags, own fields and whatever else: the same builder as everywhere. */
function OtherConditions({ rule, onChange }: { readonly rule: GradeRule; readonly onChange: (patch: Partial<GradeRule>) => void }) {
  const t = useT();
  const words = useNodeWords();
  const [isOpen, setOpen] = useState(false);
  const { filter } = rule;
  return (
    <div className="rule-filter">
      {filter !== null && asksSomething(filter) && (
        <>
          <span className="quiet">{t('lifecycle.settings.filter')}</span> <span>{nodeText(words, filter)}</span>
          <IconButton size="small" icon={<CloseOutlined aria-hidden />} label={t('lifecycle.settings.removeFilter')} onClick={() => onChange({ filter: null })} />
        </>
      )}
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {t('lifecycle.settings.addFilter')}
      </Button>
      {isOpen && (
        <FilterBuilder
          filter={filter ?? { all: [] }}
          title={t('lifecycle.settings.filter')}
          okText={t('ui.actions.save')}
          onOk={(next) => {
            onChange({ filter: asksSomething(next) ? next : null });
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
