import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useApiQuery } from '../../lib/api.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import type { Cell } from './Matrix.tsx';
import { moveText, reasonText } from './reason-words.ts';

const SHOWN = 100;

/** The moves behind a number of the matrix, each with its reason; without one all of the month. */
export function MoveList({ month, cell, onAll, onOpen }: { readonly month: string; readonly cell: Cell | null; readonly onAll: () => void; readonly onOpen: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { data, error, isPending, refetch } = useApiQuery('lifecycle.moves', { month, ...cell, limit: SHOWN }, { placeholderData: (before) => before });
  const title = cell !== null ? t('lifecycle.moves.title', { from: stageWord(t, cell.from), to: stageWord(t, cell.to) }) : t('lifecycle.moves.all');
  return (
    <section className="moves" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {data && <span className="quiet">{[t('lifecycle.moves.count', { count: data.total }), ...(data.total > SHOWN ? [t('lifecycle.moves.latest', { shown: SHOWN })] : [])].join(' · ')}</span>}
        <span className="moves-space" />
        {cell !== null && <Button onClick={onAll}>{t('lifecycle.moves.all')}</Button>}
        <Button type="primary" onClick={onOpen}>
          {t('lifecycle.moves.open')}
        </Button>
      </header>
      {error && <ErrorState error={error.error} onRetry={() => void refetch()} />}
      {isPending && <Loading rows={5} />}
      {data && (
        <table className="moves-table">
          <thead>
            <tr>
              <th scope="col">{t('lifecycle.moves.customer')}</th>
              <th scope="col">{t('lifecycle.moves.when')}</th>
              <th scope="col">{t('lifecycle.moves.change')}</th>
              <th scope="col">{t('lifecycle.moves.why')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to="/customers/$id" params={{ id: row.customerId }}>
                    {row.name}
                  </Link>
                </td>
                <td className="tabular">{formatDate(row.on, language)}</td>
                <td>{moveText(t, row)}</td>
                <td className="quiet">{reasonText(t, language, row.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
