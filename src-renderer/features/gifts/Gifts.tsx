import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import type { Gift } from '../../../shared/modules/gifts.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate, formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { GiftForm, type GiftBody } from './GiftForm.tsx';
import './gifts.css';

/** At once; more by a press. */
const SHOWN = 10;
const ALL = 500;

/** What a customer was given, latest first, and what it came to each year. */
export function Gifts({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [limit, setLimit] = useState(SHOWN);
  const { data, isPending, isError, error } = useApiQuery('gifts.list', { customerId: customer.id, limit }, { placeholderData: (before) => before });
  const [asked, setAsked] = useState<{ readonly row: Gift | null } | null>(null);
  const open = useMay('gifts.create') && customer.deletedAt === null;
  const save = async (body: GiftBody): Promise<void> => {
    const row = asked?.row ?? null;
    const reply = row ? await api.call('gifts.update', { id: row.id, patch: body }) : await api.call('gifts.create', { customerId: customer.id, ...body });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    setAsked(null);
    undoToast(t(row ? 'gifts.changed' : 'gifts.saved', { name: customer.name }), reply.actionId);
  };
  const more = data === undefined ? 0 : data.total - data.rows.length;
  return (
    <div className="gifts">
      {isPending && <Loading rows={1} />}
      {isError && <ErrorNote error={error.error} />}
      {data?.total === 0 && <p className="quiet">{t('gifts.none')}</p>}
      <ul>
        {data?.rows.map((row) => (
          <Entry key={row.id} row={row} editable={open} onEdit={() => setAsked({ row })} />
        ))}
      </ul>
      {more > 0 && limit < ALL && (
        <Button type="link" size="small" onClick={() => setLimit(ALL)}>
          {t('gifts.more', { count: more })}
        </Button>
      )}
      {data && data.total > 0 && <Sums sums={data.sums} />}
      {open && (
        <Button size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setAsked({ row: null })}>
          {t('gifts.add')}
        </Button>
      )}
      {asked !== null && <GiftForm about={customer.name} row={asked.row} onSave={save} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Entry({ row, editable, onEdit }: { readonly row: Gift; readonly editable: boolean; readonly onEdit: () => void }) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const { what } = row;
  const remove = async (): Promise<void> => {
    const reply = await api.call('gifts.remove', { id: row.id });
    if (reply.ok) undoToast(t('gifts.removed'), reply.actionId);
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const facts = [row.occasion ?? '', row.notes ?? ''].filter((text) => text !== '');
  return (
    <li className="gift">
      <span className="gift-what">
        <strong>{what}</strong>
        {facts.length > 0 && <span className="quiet gift-facts">{facts.join(' · ')}</span>}
      </span>
      {row.costMinor !== null && <span className="tabular private">{formatMoney(row.costMinor, row.currency, language)}</span>}
      <time className="quiet tabular" dateTime={row.date}>
        {formatDate(row.date, language)}
      </time>
      {editable && (
        <span className="gift-acts">
          <IconButton size="small" icon={<EditOutlined aria-hidden="true" />} label={t('gifts.editOf', { what })} onClick={onEdit} />
          <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('gifts.removeOf', { what })} onClick={() => void remove()} />
        </span>
      )}
    </li>
  );
}

/** A line a year; with more than one, the whole first. Money of two currencies is never added up. */
function Sums({ sums }: { readonly sums: Output<'gifts.list'>['sums'] }) {
  const t = useT();
  const language = useLanguage();
  const byCurrency = [...new Set(sums.map(({ currency }) => currency))].map((currency) => {
    const own = sums.filter((one) => one.currency === currency);
    return { currency, years: own.length, count: own.reduce((n, one) => n + one.count, 0), costMinor: own.reduce((n, one) => n + one.costMinor, 0) };
  });
  const amount = (minor: number, currency: string) => formatMoney(minor, currency, language);
  return (
    <ul className="gift-sums quiet" aria-label={t('gifts.sums')}>
      {byCurrency.filter(({ years }) => years > 1).map(({ currency, count, costMinor }) => (
        <li key={currency} className="private">
          {t('gifts.total', { count, amount: amount(costMinor, currency) })}
        </li>
      ))}
      {sums.map(({ year, currency, count, costMinor }) => (
        <li key={`${String(year)} ${currency}`} className="private">
          {t('gifts.sum', { year: String(year), count, amount: amount(costMinor, currency) })}
        </li>
      ))}
    </ul>
  );
}
