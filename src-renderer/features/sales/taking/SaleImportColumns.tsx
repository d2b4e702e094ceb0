import { Radio, Select } from 'antd';
import { saleColumnSchema, type SaleColumn, type SaleImportPlan } from '../../../../shared/modules/sale-import.ts';
import { parsePartialDate } from '../../../../shared/kernel/partial-date.ts';
import { formatBirthday } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { Note } from '../../../ui/States.tsx';
import type { SaleChoices } from './use-sale-import.ts';

/** The columns of the file with what is in them, each to be corrected; then what is still missing, and the question about its dates. */
export function SaleImportColumns({ plan, choices, onChange }: { readonly plan: SaleImportPlan; readonly choices: SaleChoices; readonly onChange: (patch: Partial<SaleChoices>) => void }) {
  const t = useT();
  const options = [{ value: '', label: t('saleImport.ignore') }, ...saleColumnSchema.options.map((value) => ({ value, label: t(`saleImport.is_.${value}`) }))];
  const set = (at: number, is: SaleColumn | null): void =>
    // What another column was taken for moves over to this one.
    onChange({ columns: plan.columns.map((column, i) => (i === at ? is : column.is === is ? null : column.is)) });
  return (
    <section aria-label={t('saleImport.columns')}>
      <h3>{t('saleImport.columns')}</h3>
      <div className="sale-import-columns">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('saleImport.column')}</th>
              <th scope="col">{t('saleImport.samples')}</th>
              <th scope="col">{t('saleImport.is')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.columns.map(({ header, is, samples }, at) => {
              const name = header === '' ? t('saleImport.noHeader', { n: at + 1 }) : header;
              return (
                <tr key={at} className={is === null ? 'ignored' : ''}>
                  <th scope="row">{name}</th>
                  <td className="quiet">{samples.join(' · ')}</td>
                  <td>
                    <Select value={is ?? ''} options={options} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} aria-label={t('saleImport.isOf', { column: name })} onChange={(value: string) => set(at, value === '' ? null : (value as SaleColumn))} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {plan.missing.map((what) => (
        <Note key={what} kind="warning">
          {t(`saleImport.missing.${what}`)}
        </Note>
      ))}
      <DateQuestion plan={plan} choices={choices} onChange={onChange} />
    </section>
  );
}

/** Stays after it is answered, so that the answer can be changed. */
function DateQuestion({ plan, choices, onChange }: { readonly plan: SaleImportPlan; readonly choices: SaleChoices; readonly onChange: (patch: Partial<SaleChoices>) => void }) {
  const t = useT();
  const language = useLanguage();
  if (plan.question === null) return null;
  return (
    <fieldset className="sale-import-question">
      <legend>{t('saleImport.question', { example: plan.question.example })}</legend>
      <Radio.Group
        value={choices.dateOrder ?? null}
        options={plan.question.readings.map(({ order, date }) => {
          const read = parsePartialDate(date);
          return { value: order, label: read === null ? date : formatBirthday(read, language) };
        })}
        onChange={(event) => onChange({ dateOrder: event.target.value as NonNullable<SaleChoices['dateOrder']> })}
      />
      {choices.dateOrder === undefined && <p className="quiet">{t('saleImport.mustAnswer')}</p>}
    </fieldset>
  );
}
