import { Button } from 'antd';
import type { MoveResult } from '../../../shared/modules/moving.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { switchBook } from '../../lib/session.ts';
import { Note } from '../../ui/States.tsx';
import { MoveFigures } from './MoveFigures.tsx';
import { closeMoving } from './moving-store.ts';
import type { Target } from './use-target.ts';

/** What came of it, and the way to the other book. */
export function MoveResultStep({ target, result }: { readonly target: Target; readonly result: MoveResult }) {
  const t = useT();
  const language = useLanguage();
  const { name, ref } = target.book;
  const names = result.left.map((one) => one.name);
  const made = (['newTags', 'newFields', 'newProducts'] as const).filter((key) => result[key] > 0).map((key) => t(`moving.${key}`, { count: result[key] }));
  const comma = language === 'zh-CN' ? '、' : ', ';
  return (
    <div className="moving-step">
      <Note kind="positive">{t('moving.done', { count: result.customers, name })}</Note>
      <MoveFigures figures={result} />
      {result.skipped > 0 && (
        <section>
          <h3>{t('moving.skipped', { count: result.skipped, name })}</h3>
          <p className="quiet">{names.slice(0, 30).join(comma) + (result.skipped > Math.min(30, names.length) ? ' …' : '')}</p>
        </section>
      )}
      {made.length > 0 && <p>{t('moving.madeThere', { list: made.join(comma) })}</p>}
      {result.renumbered > 0 && <p>{t('moving.renumbered', { count: result.renumbered })}</p>}
      {result.lostFiles > 0 && <Note kind="warning">{t('moving.lostFiles', { count: result.lostFiles })}</Note>}
      <div className="moving-foot">
        <Button onClick={() => void switchBook(ref)}>{t('moving.openTarget', { name })}</Button>
        <Button type="primary" onClick={closeMoving}>
          {t('moving.close')}
        </Button>
      </div>
    </div>
  );
}
