import { DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';

/** How sales are numbered, and up to which day the books are closed. */
export function SaleSettings({ onClose }: { readonly onClose: () => void }) {
  const settings = useApiQuery('sales.settings', {}, { staleTime: 0 });
  // A form keeps what it opened with, so it waits for what is stored now.
  return settings.data === undefined || !settings.isFetchedAfterMount ? <Loading rows={3} /> : <Form settings={settings.data} onClose={onClose} />;
}

function Form({ settings, onClose }: { readonly settings: Output<'sales.settings'>; readonly onClose: () => void }) {
  const t = useT();
  const [pattern, setPattern] = useState(settings.pattern);
  const [refundPattern, setRefundPattern] = useState(settings.refundPattern);
  const [closedUntil, setClosedUntil] = useState(settings.closedUntil);
  const [error, setError] = useState<AppError | null>(null);
  const save = async (): Promise<void> => {
    const reply = await api.call('sales.setSettings', { pattern, refundPattern, closedUntil });
    if (!reply.ok) return setError(reply.error);
    showToast({ kind: 'success', text: t('sales.settings.saved') });
    onClose();
  };
  return (
    <Dialog open title={t('sales.settings.title')} onOk={() => void save()} onClose={onClose}>
      <div className="sale-form">
        <Field label={t('sales.settings.pattern')} hint={t('sales.settings.next', { number: settings.next })}>
          <Input value={pattern} maxLength={60} onChange={(event) => setPattern(event.target.value)} />
        </Field>
        <Field label={t('sales.settings.refundPattern')} hint={t('sales.settings.patternHint')}>
          <Input value={refundPattern} maxLength={60} onChange={(event) => setRefundPattern(event.target.value)} />
        </Field>
        <Field label={t('sales.settings.closedUntil')} hint={t('sales.settings.closedHint')}>
          <DatePicker value={closedUntil === null ? null : dayjs(closedUntil)} onChange={(date: dayjs.Dayjs | null) => setClosedUntil(date === null ? null : date.format('YYYY-MM-DD'))} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
