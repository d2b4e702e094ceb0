import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { FilterNode } from '../../../shared/kernel/filter.ts';
import type { Stage } from '../../../shared/modules/lifecycle.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { stageWord } from '../../lib/stage-words.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { openPlain } from '../views/view-state.ts';
import { Matrix, type Cell } from './Matrix.tsx';
import { MoveList } from './MoveList.tsx';
import { useBookSettings } from '../common/use-choices.ts';
import './lifecycle.css';

const MONTH = 'YYYY-MM';

/** Where all customers stand now, and who went from where to where within a month; every number leads to its customers. */
export function LifecyclePage() {
  const t = useT();
  const navigate = useNavigate();
  const [month, setMonth] = useState(() => dayjs().format(MONTH));
  const [cell, setCell] = useState<Cell | null>(null);
  // The words of the stages are the book's.
  useBookSettings();
  const { data, error, isPending, refetch } = useApiQuery('lifecycle.month', { month }, { placeholderData: (before) => before });
  const go = (node: FilterNode): void => {
    openPlain({ all: [node] });
    void navigate({ to: '/customers', search: {} });
  };
  const choose = (next: string): void => {
    setMonth(next);
    setCell(null);
  };
  return (
    <Page
      title={t('lifecycle.title')}
      tools={<MonthPicker month={month} first={data?.first ?? null} onMonth={choose} />}
      actions={
        <May call="lifecycle.setRules">
          <Button onClick={() => void navigate({ to: '/settings/grades' })}>{t('lifecycle.rules')}</Button>
        </May>
      }
    >
      <div className="lifecycle">
        {error && <ErrorState error={error.error} onRetry={() => void refetch()} />}
        {isPending && <Loading rows={8} />}
        {data && (
          <>
            <Now stages={data.stages} onStage={(stage) => go({ field: 'stage', test: { op: 'any', values: [stage] } })} />
            <section className="lifecycle-month" aria-label={t('lifecycle.matrix.title')}>
              <h2>{t('lifecycle.matrix.title')}</h2>
              {data.moves.length === 0 ? (
                <Empty text={t('lifecycle.matrix.empty')} detail={t('lifecycle.matrix.emptyDetail')} />
              ) : (
                <>
                  <p className="quiet">{t('lifecycle.matrix.hint')}</p>
                  <Matrix moves={data.moves} chosen={cell} onCell={setCell} />
                  <MoveList month={month} cell={cell} onAll={() => setCell(null)} onOpen={() => go(movesFilter(month, cell))} />
                </>
              )}
            </section>
          </>
        )}
      </div>
    </Page>
  );
}

/** Exactly the customers of a number: those with such a move within the month. */
function movesFilter(month: string, cell: Cell | null): FilterNode {
  const span = { min: `${month}-01`, max: dayjs(`${month}-01`).endOf('month').format('YYYY-MM-DD') };
  const stages = cell === null ? [] : (['from', 'to'] as const).map((field) => ({ field, test: { op: 'any' as const, values: [cell[field]] } }));
  return { related: 'stageMove', where: [{ field: 'date', test: { op: 'range', ...span } }, ...stages] };
}

function MonthPicker({ month, first, onMonth }: { readonly month: string; readonly first: string | null; readonly onMonth: (month: string) => void }) {
  const t = useT();
  const day = dayjs(`${month}-01`);
  const step = (by: number): void => onMonth(day.add(by, 'month').format(MONTH));
  const isLast = !day.isBefore(dayjs(), 'month');
  return (
    <div className="lifecycle-picker">
      <IconButton icon={<LeftOutlined aria-hidden />} label={t('lifecycle.month.previous')} disabled={first === null || month <= first} onClick={() => step(-1)} />
      <DatePicker picker="month" allowClear={false} value={day} aria-label={t('lifecycle.month.label')} disabledDate={(date) => date.isAfter(dayjs(), 'month') || (first !== null && date.format(MONTH) < first)} onChange={(date: dayjs.Dayjs | null) => date && onMonth(date.format(MONTH))} />
      <IconButton icon={<RightOutlined aria-hidden />} label={t('lifecycle.month.next')} disabled={isLast} onClick={() => step(1)} />
    </div>
  );
}

function Now({ stages, onStage }: { readonly stages: readonly { readonly stage: Stage; readonly count: number }[]; readonly onStage: (stage: Stage) => void }) {
  const t = useT();
  const language = useLanguage();
  return (
    <section aria-label={t('lifecycle.now')}>
      <h2>{t('lifecycle.now')}</h2>
      <div className="stage-cards">
        {stages.map(({ stage, count }) => (
          <button key={stage} type="button" className={`stage-card stage-${stage}`} title={t('lifecycle.showStage', { stage: stageWord(t, stage), count })} onClick={() => onStage(stage)}>
            <span>{stageWord(t, stage)}</span>
            <strong className="tabular">{formatNumber(count, language)}</strong>
          </button>
        ))}
      </div>
    </section>
  );
}
