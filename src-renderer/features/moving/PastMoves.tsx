import type { MoveInfo } from '../../../shared/modules/moving.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { PastTable } from '../../ui/PastTable.tsx';
import { MoveDeeds } from './MoveDeeds.tsx';

/** Every move out of this book and into it; nothing at all where there was none. */
export function PastMoves() {
  const t = useT();
  const { data } = useApiQuery('moving.list', {});
  if (data === undefined || data.moves.length === 0) return null;
  return (
    <section className="past-imports" aria-labelledby="past-moves">
      <h2 id="past-moves">{t('moving.past.title')}</h2>
      <PastTable first={t('moving.past.what')} counts={t('moving.kinds.customers')}>
        {data.moves.map((move) => (
          <PastMove key={move.moveId} move={move} />
        ))}
      </PastTable>
    </section>
  );
}

function PastMove({ move }: { readonly move: MoveInfo }) {
  const t = useT();
  const language = useLanguage();
  return (
    <tr>
      <td className="past-file">{t(`moving.past.${move.direction}.${move.mode}`, { name: move.bookName })}</td>
      <td>{formatRelative(move.at, language)}</td>
      <td>
        <span className={`state-word state-${move.state}`}>{t(`moving.past.states.${move.state}`)}</span>
      </td>
      <td className="tabular">{move.customers}</td>
      <td className="past-actions">
        <MoveDeeds move={move} />
      </td>
    </tr>
  );
}
