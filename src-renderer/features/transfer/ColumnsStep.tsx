import { Button } from 'antd';
import { useState } from 'react';
import type { ColumnTarget } from '../../../shared/modules/transfer.ts';
import { useT } from '../../lib/i18n.ts';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { ColumnRow } from './ColumnRow.tsx';
import { toPreview, toRead } from './import-actions.ts';
import { setImport, type ImportState } from './import-state.ts';
import { StepTitle } from './StepTitle.tsx';
import { openQuestions, targetKey, targetOptions } from './targets.ts';
import './columns-step.css';

/** What each column becomes. Dates that can be read two ways must be answered before one can go on. */
export function ColumnsStep({ state }: { readonly state: Extract<ImportState, { step: 'columns' }> }) {
  const t = useT();
  const [tried, setTried] = useState(false);
  const { inspection, targets } = state;
  const open = openQuestions(inspection.columns, targets);
  const hasName = targets.some((target) => target.to === 'field' && target.field === 'name');
  const options = targetOptions(t);
  const change = (index: number, target: ColumnTarget) =>
    setImport({ ...state, error: null, targets: targets.map((other, at) => (at === index ? target : other)) });
  const next = () => {
    setTried(true);
    if (open.length === 0) void toPreview(state, targets);
    else document.getElementById(`question-${open[0]}`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <>
      <StepTitle title={t('transfer.columns.title')} intro={t('transfer.columns.intro')} />
      {!hasName && state.error === null && <Note kind="warning">{t('transfer.columns.noName')}</Note>}
      {state.error !== null && <ErrorNote error={state.error} />}
      <table className="columns">
        <thead>
          <tr>
            <th scope="col">{t('transfer.columns.column')}</th>
            <th scope="col">{t('transfer.columns.samples')}</th>
            <th scope="col">{t('transfer.columns.target')}</th>
          </tr>
        </thead>
        <tbody>
          {inspection.columns.map((column) => {
            const target = targets[column.index] ?? { to: 'ignore' as const };
            return (
              <ColumnRow
                key={column.index}
                column={column}
                target={target}
                changed={targetKey(target) !== targetKey(column.target)}
                options={options}
                alarmed={tried && open.includes(column.index)}
                onChange={(next) => change(column.index, next)}
              />
            );
          })}
        </tbody>
      </table>
      <div className="wizard-buttons">
        <Button size="large" onClick={() => toRead(state)}>
          {t('ui.actions.back')}
        </Button>
        <Button size="large" type="primary" onClick={next}>
          {t('transfer.steps.preview')}
        </Button>
      </div>
    </>
  );
}
