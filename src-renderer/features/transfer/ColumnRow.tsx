import { CheckOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Radio, Select } from 'antd';
import { parsePartialDate } from '../../../shared/kernel/partial-date.ts';
import { dateOrderSchema, type ColumnTarget, type ImportColumn } from '../../../shared/modules/transfer.ts';
import { formatBirthday } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { NewFieldKind, newFieldOptions } from './ImportField.tsx';
import { isDate, targetKey, targetOf, type targetOptions } from './targets.ts';

/** One column of the file: its heading, real values from it, what it becomes, and the question about its dates. */
export function ColumnRow(props: {
  readonly column: ImportColumn;
  readonly target: ColumnTarget;
  readonly changed: boolean;
  readonly options: ReturnType<typeof targetOptions>;
  readonly alarmed: boolean;
  readonly onChange: (target: ColumnTarget) => void;
}) {
  const t = useT();
  const { column, target } = props;
  const header = column.header === '' ? t('transfer.columns.noHeader', { n: column.index + 1 }) : column.header;
  return (
    <>
      <tr className={target.to === 'ignore' ? 'ignored' : ''}>
        <th scope="row">{header}</th>
        <td className="samples">
          {column.samples.length === 0 ? (
            <span className="quiet">{t('transfer.columns.noSamples')}</span>
          ) : (
            column.samples.slice(0, 3).map((sample, at) => (
              <span key={at} className="sample">
                {sample}
              </span>
            ))
          )}
        </td>
        <td className="target">
          <Select
            value={targetKey(target)}
            options={newFieldOptions(t, props.options, column, target)}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            listHeight={400}
            aria-label={t('transfer.columns.targetOf', { column: header })}
            onChange={(key: string) => props.onChange(targetOf(key, target))}
          />
          {target.to === 'newField' && <NewFieldKind target={target} onChange={props.onChange} />}
          {!props.changed && <Confidence confidence={column.confidence} />}
        </td>
      </tr>
      {isDate(target) && (column.ambiguousDate !== null || props.changed) && (
        <tr className="question-row">
          <td colSpan={3}>
            <DateQuestion {...props} target={target} />
          </td>
        </tr>
      )}
    </>
  );
}

function Confidence({ confidence }: { readonly confidence: ImportColumn['confidence'] }) {
  const t = useT();
  return (
    <span className={`confidence confidence-${confidence}`}>
      {confidence === 'sure' ? <CheckOutlined aria-hidden="true" /> : <QuestionCircleOutlined aria-hidden="true" />}
      {t(`transfer.columns.confidence.${confidence}`)}
    </span>
  );
}

/** "Which day is 03/04/2020?" with both readings; never answered for the user. */
function DateQuestion(props: {
  readonly column: ImportColumn;
  readonly target: Extract<ColumnTarget, { to: 'field' }>;
  readonly alarmed: boolean;
  readonly onChange: (target: ColumnTarget) => void;
}) {
  const t = useT();
  const language = useLanguage();
  const { column, target } = props;
  const question = column.ambiguousDate;
  const shown = (text: string): string => {
    const date = parsePartialDate(text);
    return date === null ? text : formatBirthday(date, language);
  };
  const orders = question === null ? dateOrderSchema.options.map((order) => ({ order, date: null })) : question.readings;
  const id = `question-${column.index}`;
  return (
    <div id={id} className="question" role="group" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`}>
        {question === null ? t('transfer.columns.dateOrder') : t('transfer.columns.ambiguous', { example: question.example })}
      </span>
      <Radio.Group
        value={target.dateOrder ?? (question === null ? 'auto' : undefined)}
        onChange={(event) => {
          const { value } = event.target as { value: 'auto' | NonNullable<typeof target.dateOrder> };
          props.onChange({ ...target, dateOrder: value === 'auto' ? undefined : value });
        }}
      >
        {question === null && <Radio value="auto">{t('transfer.columns.dateOrders.auto')}</Radio>}
        {orders.map(({ order, date }) => (
          <Radio key={order} value={order}>
            {date === null
              ? t(`transfer.columns.dateOrders.${order}`)
              : t('transfer.columns.reading', { date: shown(date), order: t(`transfer.columns.dateOrders.${order}`) })}
          </Radio>
        ))}
      </Radio.Group>
      {props.alarmed && (
        <span className="field-error" role="alert">
          {t('transfer.columns.mustAnswer')}
        </span>
      )}
    </div>
  );
}
