import { LockOutlined } from '@ant-design/icons';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { askStanding } from '../common/standing-store.ts';
import './lifecycle.css';

/** Stage and grade of a customer; pressing one answers "why". */
export function StandingChips({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const { id, name, grade } = customer;
  const lock = useApiQuery('lifecycle.why', { id }, { enabled: customer.deletedAt === null }).data?.lock;
  const stage = stageWord(t, customer.stage);
  const ask = (): void => askStanding({ ask: 'why', id, name });
  if (customer.deletedAt !== null) return grade === null ? null : <span className="grade-chip">{grade}</span>;
  return (
    <>
      <button type="button" className={`stage-chip stage-${customer.stage}`} aria-label={t('lifecycle.stageChip', { stage })} onClick={ask}>
        {stage}
        {lock ? <LockOutlined aria-label={t('lifecycle.locked')} /> : null}
      </button>
      {grade !== null && (
        <button type="button" className="grade-chip" aria-label={t('lifecycle.gradeChip', { grade })} onClick={ask}>
          {grade}
        </button>
      )}
      {customer.rfm !== null && (
        <span className="grade-chip" title={t('lifecycle.rfm.title')}>
          {t(`fields.rfm.${customer.rfm}`)}
        </span>
      )}
    </>
  );
}
