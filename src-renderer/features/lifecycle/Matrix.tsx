import { STAGES, type Stage } from '../../../shared/modules/lifecycle.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';

/** A number of the matrix. */
export interface Cell {
  readonly from: Stage;
  readonly to: Stage;
}

interface Move {
  readonly from: Stage;
  readonly to: Stage;
  readonly count: number;
}

const sameCell = (a: Cell | null, b: Cell): boolean => a !== null && a.from === b.from && a.to === b.to;

/** Who went from where (rows) to where (columns); every number is a button. */
export function Matrix({ moves, chosen, onCell }: { readonly moves: readonly Move[]; readonly chosen: Cell | null; readonly onCell: (cell: Cell) => void }) {
  const t = useT();
  const language = useLanguage();
  const counts = new Map(moves.map(({ from, to, count }) => [`${from} ${to}`, count]));
  const number = (from: Stage, to: Stage) => {
    const count = counts.get(`${from} ${to}`) ?? 0;
    if (count === 0) return <span className="quiet" aria-hidden="true">{from === to ? '' : '·'}</span>;
    const cell: Cell = { from, to };
    return (
      <button type="button" aria-pressed={sameCell(chosen, cell)} aria-label={t('lifecycle.matrix.cell', { from: stageWord(t, from), to: stageWord(t, to), count })} onClick={() => onCell(cell)}>
        {formatNumber(count, language)}
      </button>
    );
  };
  return (
    <div className="matrix-box">
      <table className="matrix tabular">
        <caption className="sr-only">{t('lifecycle.matrix.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('lifecycle.matrix.from')}</th>
            {STAGES.map((to) => (
              <th key={to} scope="col">
                {stageWord(t, to)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {STAGES.map((from) => (
            <tr key={from}>
              <th scope="row">{stageWord(t, from)}</th>
              {STAGES.map((to) => (
                <td key={to} className={from === to ? 'matrix-same' : undefined}>
                  {number(from, to)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
