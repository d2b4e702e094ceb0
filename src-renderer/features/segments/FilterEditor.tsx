import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Condition } from '../../../shared/kernel/filter.ts';
import type { ListQuery } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';
import { useOwnFields } from '../../lib/own-fields.ts';
import { allColumns } from '../common/model/columns.ts';
import { RowInput } from './RowInput.tsx';
import { conditionOf, draftFor, isFigure, questionsFor, type FilterDraft, type Question } from '../common/model/filters.ts';
import { useTags } from '../common/use-choices.ts';
import { fieldLabel, monthLabel, questionLabel, valueLabel } from '../common/filter-words.ts';

/** 1–12, in this computer's time. */
export const monthNow = (): number => new Date().getMonth() + 1;

/** One question about one column: which column, what is asked, with what. Enter applies. */
export function FilterEditor(props: { readonly start: FilterDraft; readonly query: ListQuery; readonly onApply: (condition: Condition) => void; readonly onAdvanced?: () => void }) {
  const t = useT();
  const own = useOwnFields((store) => store.fields);
  const [draft, setDraft] = useState(props.start);
  const condition = conditionOf(draft, monthNow());
  return (
    <form
      className="filter-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (condition) props.onApply(condition);
      }}
    >
      <Field label={t('customers.filter.field')}>
        <Select
          showSearch
          value={draft.field}
          optionFilterProp="label"
          options={allColumns(own)
            .filter(({ field }) => questionsFor(field).length > 0)
            .map(({ field }) => ({ value: field, label: fieldLabel(t, field) }))}
          onChange={(field) => setDraft(draftFor(field))}
        />
      </Field>
      <Field label={t('customers.filter.question')}>
        <Select<Question>
          value={draft.question}
          options={questionsFor(draft.field).map((question) => ({ value: question, label: questionLabel(t, draft.field, question) }))}
          onChange={(question) => setDraft({ ...draft, question })}
        />
      </Field>
      <ValueInput draft={draft} query={props.query} onChange={(patch) => setDraft({ ...draft, ...patch })} />
      <Button type="primary" htmlType="submit" disabled={condition === null}>
        {t('customers.filter.apply')}
      </Button>
      {props.onAdvanced && (
        <Button type="link" size="small" onClick={props.onAdvanced}>
          {t('segments.builder.advanced')}
        </Button>
      )}
    </form>
  );
}

interface ValueProps {
  readonly draft: FilterDraft;
  readonly query: ListQuery;
  readonly onChange: (patch: Partial<FilterDraft>) => void;
}

function ValueInput(props: ValueProps) {
  const t = useT();
  const language = useLanguage();
  const { draft, onChange } = props;
  switch (draft.question) {
    case 'contains':
    case 'startsWith':
    case 'equals':
      return (
        <Field label={t('customers.filter.value')}>
          <Input autoFocus value={draft.text} onChange={(event) => onChange({ text: event.target.value })} />
        </Field>
      );
    case 'anyOf':
    case 'allOf':
    case 'noneOf':
      return <ValuePicker {...props} />;
    case 'between':
      if (isFigure(draft.field)) return <RowInput draft={draft} isFigure options={[]} onChange={onChange} />;
      return <DateRange {...props} />;
    case 'month':
      return (
        <Field label={t('customers.filter.month')}>
          <Select
            value={draft.month}
            options={Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: monthLabel(t, language, i + 1) }))}
            onChange={(month) => onChange({ month })}
          />
        </Field>
      );
    default:
      return <RowInput draft={draft} isFigure={isFigure(draft.field)} options={[]} onChange={onChange} />;
  }
}

/** The values there are, the most frequent first, each with its count. */
function ValuePicker({ draft, query, onChange }: ValueProps) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const facets = useApiQuery('customers.facets', { field: draft.field, query });
  const values = (facets.data?.values ?? []).filter(({ value }) => value !== null && value !== '');
  return (
    <Field label={t('customers.filter.value')}>
      <Select<(string | number)[]>
        mode="multiple"
        autoFocus
        loading={facets.isPending}
        value={[...draft.values]}
        placeholder={t('customers.filter.findValue')}
        notFoundContent={facets.isPending ? null : t('customers.filter.noValues')}
        optionFilterProp="search"
        options={values.map(({ value, count, label }) => {
          const name = label ?? valueLabel({ t, tags: byId }, draft.field, value);
          return {
            value: value as string | number,
            search: name,
            label: (
              <span className="facet">
                <span>{name}</span>
                <span className="quiet tabular">{formatNumber(count, language)}</span>
              </span>
            ),
          };
        })}
        labelRender={({ value }) => values.find((one) => one.value === value)?.label ?? valueLabel({ t, tags: byId }, draft.field, value)}
        onChange={(picked) => onChange({ values: picked })}
      />
    </Field>
  );
}

function DateRange({ draft, onChange }: ValueProps) {
  const t = useT();
  const day = (text: string) => (text === '' ? null : dayjs(text));
  return (
    <div className="filter-dates">
      <Field label={t('customers.filter.from')}>
        <DatePicker value={day(draft.from)} onChange={(date) => onChange({ from: date?.format('YYYY-MM-DD') ?? '' })} />
      </Field>
      <Field label={t('customers.filter.to')}>
        <DatePicker value={day(draft.to)} onChange={(date) => onChange({ to: date?.format('YYYY-MM-DD') ?? '' })} />
      </Field>
    </div>
  );
}
