import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Output } from '../../../../shared/contract/index.ts';
import type { Sale } from '../../../../shared/modules/activity.ts';
import { api, useApiQuery } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { fileDate } from '../../../lib/files.ts';
import { formatDate, formatMoney } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { Field } from '../../../ui/Field.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ErrorNote, Loading } from '../../../ui/States.tsx';
import { useBookSettings } from '../record/use-choices.ts';
import { decimalsOf, readAmount, writeAmount } from './money.ts';
import { useRemoveActivity } from './use-remove-activity.ts';
import './activity.css';

const SHOWN = 50;

/** What a customer bought; sums per currency, never mixed. */
export function Sales({ customerId }: { readonly customerId: number }) {
  const t = useT();
  const list = useApiQuery('sales.list', { customerId, limit: SHOWN });
  const [editing, setEditing] = useState<number | 'new' | null>(null);
  const close = (): void => setEditing(null);
  return (
    <div className="activity">
      {list.data && <Sums data={list.data} />}
      {editing === 'new' ? (
        <SaleForm customerId={customerId} onDone={close} />
      ) : (
        <Button size="small" icon={<PlusOutlined aria-hidden="true" />} className="activity-add" onClick={() => setEditing('new')}>
          {t('profile.sale.add')}
        </Button>
      )}
      {list.isPending && <Loading rows={2} />}
      {list.isError && <ErrorNote error={list.error.error} />}
      {list.data?.rows.length === 0 && editing !== 'new' && <p className="quiet">{t('profile.sale.none')}</p>}
      <ol className="activity-list">
        {list.data?.rows.map((row) => (
          <li key={row.id}>{editing === row.id ? <SaleForm customerId={customerId} row={row} onDone={close} /> : <SaleItem row={row} onEdit={() => setEditing(row.id)} />}</li>
        ))}
      </ol>
      {(list.data?.total ?? 0) > SHOWN && <p className="quiet">{t('profile.sale.more', { count: list.data?.total, shown: SHOWN })}</p>}
    </div>
  );
}

function Sums({ data }: { readonly data: Output<'sales.list'> }) {
  const t = useT();
  const language = useLanguage();
  if (data.total === 0) return null;
  return (
    <p className="sale-sums">
      {data.sums.map(({ currency, amountMinor, paidMinor, count }) => (
        <span key={currency}>
          <strong className="tabular">{t('profile.sale.sum', { count, amount: formatMoney(amountMinor, currency, language) })}</strong>
          {paidMinor < amountMinor && <span className="sale-owed"> · {t('profile.sale.owed', { amount: formatMoney(amountMinor - paidMinor, currency, language) })}</span>}
        </span>
      ))}
      {data.lastDate !== null && <span className="quiet">{t('profile.sale.last', { date: formatDate(data.lastDate, language) })}</span>}
    </p>
  );
}

function SaleItem({ row, onEdit }: { readonly row: Sale; readonly onEdit: () => void }) {
  const t = useT();
  const language = useLanguage();
  const remove = useRemoveActivity();
  const owed = row.amountMinor - row.paidMinor;
  return (
    <article className="activity-item sale-item">
      <header>
        <span className="sale-what">{row.items}</span>
        <strong className="tabular">{formatMoney(row.amountMinor, row.currency, language)}</strong>
        <span className="activity-actions">
          <IconButton size="small" icon={<EditOutlined aria-hidden="true" />} label={t('profile.sale.edit')} onClick={onEdit} />
          <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('profile.sale.remove')} onClick={() => void remove('sales.remove', row.id, t('profile.sale.removed'))} />
        </span>
      </header>
      <p className="quiet">
        {formatDate(row.date, language)}
        {owed > 0 && <span className="sale-owed"> · {t('profile.sale.owed', { amount: formatMoney(owed, row.currency, language) })}</span>}
        {row.notes !== null && row.notes !== '' && ` · ${row.notes}`}
      </p>
    </article>
  );
}

function SaleForm({ customerId, row, onDone }: { readonly customerId: number; readonly row?: Sale; readonly onDone: () => void }) {
  const t = useT();
  const settings = useBookSettings();
  const currency = row?.currency ?? settings?.currency ?? 'CNY';
  const decimals = decimalsOf(currency);
  const [date, setDate] = useState(row?.date ?? fileDate());
  const [items, setItems] = useState(row?.items ?? '');
  const [amount, setAmount] = useState(row ? writeAmount(row.amountMinor, decimals) : '');
  const [paid, setPaid] = useState(row && row.paidMinor !== row.amountMinor ? writeAmount(row.paidMinor, decimals) : '');
  const [notes, setNotes] = useState(row?.notes ?? '');
  const [isTried, setTried] = useState(false);
  const amountMinor = readAmount(amount, decimals);
  const paidMinor = paid.trim() === '' ? amountMinor : readAmount(paid, decimals);
  const save = async (): Promise<void> => {
    setTried(true);
    if (items.trim() === '' || amountMinor === null || paidMinor === null) return;
    const body = { date, items: items.trim(), amountMinor, paidMinor, currency, notes: notes.trim() === '' ? null : notes.trim() };
    const reply = row ? await api.call('sales.update', { id: row.id, patch: body }) : await api.call('sales.create', { customerId, ...body });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    onDone();
  };
  const wrongAmount = t('profile.sale.amountNeeded');
  return (
    <form
      className="activity-form sale-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <Field label={t('profile.sale.items')} error={isTried && items.trim() === '' ? t('profile.sale.needed') : undefined}>
        <Input autoFocus value={items} maxLength={500} onChange={(event) => setItems(event.target.value)} />
      </Field>
      <div className="sale-numbers">
        <Field label={t('profile.sale.amount')} hint={t('profile.sale.refundHint')} error={isTried && amountMinor === null ? wrongAmount : undefined}>
          <Input className="tabular" inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} />
        </Field>
        <Field label={t('profile.sale.paid')} hint={t('profile.sale.paidHint')} error={isTried && paid.trim() !== '' && paidMinor === null ? wrongAmount : undefined}>
          <Input className="tabular" inputMode="decimal" value={paid} onChange={(event) => setPaid(event.target.value)} />
        </Field>
        <Field label={t('profile.sale.date')}>
          <DatePicker allowClear={false} value={dayjs(date)} onChange={(next) => next && setDate(next.format('YYYY-MM-DD'))} />
        </Field>
      </div>
      <Field label={t('profile.sale.notes')}>
        <Input value={notes} maxLength={2000} onChange={(event) => setNotes(event.target.value)} />
      </Field>
      <div className="activity-line">
        <Button htmlType="submit" type="primary">
          {t('profile.sale.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.actions.cancel')}</Button>
      </div>
    </form>
  );
}
