import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useApiQuery } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { monthLabel, valueLabel } from '../common/filter-words.ts';
import type { FilterDraft } from '../common/model/filters.ts';
import { useTags } from '../common/use-choices.ts';

export interface PickOption {
  readonly value: string | number;
  readonly label: string;
  readonly count?: number;
}

interface InputProps {
  readonly draft: FilterDraft;
  readonly isFigure: boolean;
  readonly options: readonly PickOption[];
  /** New words can be typed (categories). */
  readonly isOpen?: boolean;
  readonly unit?: string;
  readonly onChange: (patch: Partial<FilterDraft>) => void;
}

/** What a question is asked with: words, days, amounts or values to pick. Nothing for questions that need nothing. */
export function RowInput({ draft, isFigure, options, isOpen, unit, onChange }: InputProps) {
  const t = useT();
  const language = useLanguage();
  switch (draft.question) {
    case 'contains':
    case 'startsWith':
    case 'equals':
      return <Input aria-label={t('segments.builder.value')} value={draft.text} onChange={(event) => onChange({ text: event.target.value })} />;
    case 'anyOf':
    case 'allOf':
    case 'noneOf':
      return (
        <Select<(string | number)[]>
          mode={isOpen === true ? 'tags' : 'multiple'}
          aria-label={t('segments.builder.value')}
          className="row-values"
          value={[...draft.values]}
          placeholder={t('customers.filter.findValue')}
          notFoundContent={t('customers.filter.noValues')}
          optionFilterProp="search"
          options={options.map(({ value, label, count }) => ({
            value,
            search: label,
            label: (
              <span className="facet">
                <span>{label}</span>
                {count !== undefined && <span className="quiet tabular">{formatNumber(count, language)}</span>}
              </span>
            ),
          }))}
          labelRender={({ value }) => options.find((one) => one.value === value)?.label ?? String(value)}
          onChange={(values) => onChange({ values })}
        />
      );
    case 'lastDays':
    case 'notForDays':
    case 'nextDays':
      return <InputNumber controls={false} aria-label={t('segments.builder.days')} min={1} max={9999} precision={0} value={draft.days} onChange={(days) => onChange({ days: days ?? 1 })} />;
    case 'atLeast':
      return <Input aria-label={t('segments.builder.from')} className="row-figure" inputMode="decimal" value={draft.from} suffix={unit} onChange={(event) => onChange({ from: event.target.value })} />;
    case 'atMost':
      return <Input aria-label={t('segments.builder.to')} className="row-figure" inputMode="decimal" value={draft.to} suffix={unit} onChange={(event) => onChange({ to: event.target.value })} />;
    case 'between':
      return isFigure ? (
        <span className="row-pair">
          <Input aria-label={t('segments.builder.from')} className="row-figure" inputMode="decimal" value={draft.from} suffix={unit} onChange={(event) => onChange({ from: event.target.value })} />
          <Input aria-label={t('segments.builder.to')} className="row-figure" inputMode="decimal" value={draft.to} suffix={unit} onChange={(event) => onChange({ to: event.target.value })} />
        </span>
      ) : (
        <span className="row-pair">
          <Day label={t('segments.builder.from')} value={draft.from} onChange={(from) => onChange({ from })} />
          <Day label={t('segments.builder.to')} value={draft.to} onChange={(to) => onChange({ to })} />
        </span>
      );
    case 'month':
      return (
        <Select
          aria-label={t('customers.filter.month')}
          value={draft.month}
          options={Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: monthLabel(t, language, i + 1) }))}
          onChange={(month) => onChange({ month })}
        />
      );
    default:
      return null;
  }
}

function Day(props: { readonly label: string; readonly value: string; readonly onChange: (iso: string) => void }) {
  return (
    <DatePicker
      aria-label={props.label}
      placeholder={props.label}
      value={props.value === '' ? null : dayjs(props.value)}
      onChange={(date) => props.onChange(date?.format('YYYY-MM-DD') ?? '')}
    />
  );
}

const PICKS = new Set(['anyOf', 'allOf', 'noneOf']);

/** The values a field of customers has, the most frequent first. */
export function useFieldOptions(draft: FilterDraft): readonly PickOption[] {
  const t = useT();
  const { byId } = useTags();
  const { data } = useApiQuery('customers.facets', { field: draft.field, query: {} }, { enabled: PICKS.has(draft.question) });
  return (data?.values ?? []).flatMap(({ value, count, label }) => (value === null || value === '' ? [] : [{ value, count, label: label ?? valueLabel({ t, tags: byId }, draft.field, value) }]));
}
