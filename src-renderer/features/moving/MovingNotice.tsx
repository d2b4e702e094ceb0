import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { MoveDeeds } from './MoveDeeds.tsx';

/** The latest move that a crash stopped half-way, with the choice to end it or take it back. */
export function MovingNotice() {
  const t = useT();
  const { data } = useApiQuery('moving.list', {});
  const move = data?.moves.find((one) => one.state === 'interrupted');
  if (move === undefined) return null;
  return (
    <aside className="book-notice">
      <span>{t(`moving.interrupted.${move.direction}`, { name: move.bookName })}</span>
      <MoveDeeds move={move} />
    </aside>
  );
}
