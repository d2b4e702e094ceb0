import { DeleteOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { readRate, writeRate } from '../../../shared/kernel/rates.ts';
import type { Rate } from '../../../shared/modules/rates.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { CURRENCIES } from '../../lib/currencies.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Field } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { Section } from './Section.tsx';

/** Exchange rates by day, for totals in the book's currency. */
export function RatesSection() {
  const t = useT();
  const { data, error, isPending } = useApiQuery('rates.list', {});
  return (
    <Section part="rates" about={t('settings.rates.about')}>
      {isPending && <Loading rows={2} />}
      {error !== null && <ErrorNote error={toAppError(error)} />}
      {data !== undefined && <AddRate base={data.base} />}
      {data !== undefined && data.rows.length === 0 && <p className="quiet">{t('settings.rates.none')}</p>}
      {data !== undefined && data.rows.length > 0 && (
        <ul className="word-list" aria-label={t('settings.sections.rates')}>
          {data.rows.map((rate) => (
            <RateLine key={rate.id} rate={rate} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function RateLine({ rate }: { readonly rate: Rate }) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const date = formatDate(rate.date, language);
  const remove = async (): Promise<void> => {
    const reply = await api.call('rates.remove', { id: rate.id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('settings.rates.removed', { currency: rate.currency }), reply.actionId);
  };
  return (
    <li className="rate-line">
      <span className="tabular">{t('settings.rates.line', { currency: rate.currency, rate: writeRate(rate.rate), base: rate.base })}</span>
      <span className="quiet">{t('settings.rates.from', { date })}</span>
      <IconButton size="small" icon={<DeleteOutlined aria-hidden />} label={t('settings.rates.remove', { currency: rate.currency, date })} onClick={() => void remove()} />
    </li>
  );
}

function AddRate({ base }: { readonly base: string }) {
  const t = useT();
  const others = CURRENCIES.filter((one) => one !== base);
  const [currency, setCurrency] = useState<string>(others[0] ?? 'USD');
  const [date, setDate] = useState(fileDate());
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const rate = readRate(text);
  const save = async (): Promise<void> => {
    setTried(true);
    if (rate === null) return;
    const reply = await api.call('rates.set', { currency, date, rate });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    setText('');
    setTried(false);
  };
  return (
    <div className="rate-form">
      <Field label={t('settings.rates.currency')}>
        <Select value={currency} options={others.map((value) => ({ value, label: value }))} onChange={setCurrency} />
      </Field>
      <Field label={t('settings.rates.date')}>
        <DatePicker allowClear={false} value={dayjs(date)} onChange={(day: dayjs.Dayjs | null) => day && setDate(day.format('YYYY-MM-DD'))} />
      </Field>
      <Field label={t('settings.rates.rate', { currency, base })} error={(tried || text !== '') && rate === null ? t('settings.rates.wrong') : undefined}>
        <Input className="tabular" inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} onPressEnter={() => void save()} />
      </Field>
      <Button onClick={() => void save()}>{t('settings.rates.add')}</Button>
    </div>
  );
}
