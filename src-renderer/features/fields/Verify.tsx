import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import dayjs from 'dayjs';
import type { Condition } from '../../../shared/kernel/filter.ts';
import type { Customer, Selection } from '../../../shared/modules/customers.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { useBookSettings } from '../common/use-choices.ts';

/** Customers whose check is due today or before. */
export const OVERDUE: Condition = { field: 'verifyDue', test: { op: 'relative', unit: 'day', from: -10_000, to: 0 } };

function useVerify(): (selection: Selection, name?: string) => Promise<boolean> {
  const t = useT();
  const undoToast = useUndoToast();
  return async (selection, name) => {
    const reply = await api.call('customers.verify', { selection });
    if (!reply.ok) {
      showToast({ kind: 'error', text: errorLine(t, reply.error) });
      return false;
    }
    const { count, actionId } = reply.value;
    undoToast(name === undefined ? t('customFields.verify.doneMany', { count }) : t('customFields.verify.done', { name }), actionId);
    return true;
  };
}

/** 已核对 for the ticked customers. */
export function VerifyMany({ selection, onDone }: { readonly selection: Selection | null; readonly onDone: () => void }) {
  const t = useT();
  const verify = useVerify();
  return (
    <Button icon={<CheckCircleOutlined aria-hidden="true" />} onClick={() => selection && void verify(selection).then((done) => done && onDone())}>
      {t('customFields.verify.button')}
    </Button>
  );
}

/** When the customer was last checked, whether it is time again, and the one click that says so. */
export function VerifyLine({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const language = useLanguage();
  const verify = useVerify();
  const days = useBookSettings()?.verifyDays;
  const today = dayjs();
  const from = customer.verifiedOn === null ? dayjs(customer.createdAt) : dayjs(customer.verifiedOn);
  const cycle = days === undefined ? null : (days.byGrade[customer.grade ?? ''] ?? days.default);
  const isDue = cycle !== null && !from.startOf('day').add(cycle, 'day').isAfter(today, 'day');
  const mayVerify = useMay('customers.verify');
  const isToday = customer.verifiedOn === today.format('YYYY-MM-DD');
  return (
    <p className="verify-line">
      <span className={isDue ? 'own-warning' : 'quiet'}>
        {customer.verifiedOn === null ? t('customFields.verify.never') : t('customFields.verify.last', { date: formatDate(customer.verifiedOn, language) })}
        {isDue && ` · ${t('customFields.verify.due')}`}
      </span>
      {!isToday && mayVerify && (
        <Button size="small" icon={<CheckCircleOutlined aria-hidden="true" />} onClick={() => void verify({ ids: [customer.id] }, customer.name)}>
          {t('customFields.verify.button')}
        </Button>
      )}
    </p>
  );
}
