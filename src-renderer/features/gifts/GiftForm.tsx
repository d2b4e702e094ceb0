import { AutoComplete, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { festivalsFrom } from '../../../shared/kernel/festivals.ts';
import { exponentOf, readAmount, writeAmount } from '../../../shared/kernel/money.ts';
import type { Gift } from '../../../shared/modules/gifts.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useRights } from '../../lib/may.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { useBookSettings } from '../common/use-choices.ts';
import { Choice } from '../follow-ups/choices.tsx';

export type GiftBody = Pick<Gift, 'what' | 'date' | 'occasion' | 'notes'> & { readonly costMinor?: number | null };

/** Festivals around today are likely occasions. */
const AROUND_DAYS = 45;
const DAY_MS = 86_400_000;

/** One gift: what it was comes first, everything else may be left out. Who does not see amounts is not asked for one. */
export function GiftForm(props: { readonly about: string; readonly row: Gift | null; readonly onSave: (body: GiftBody) => Promise<void>; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { seeAmounts } = useRights();
  const { row } = props;
  const currency = useBookSettings()?.currency ?? 'CNY';
  const places = exponentOf(row?.currency ?? currency);
  const [what, setWhat] = useState(row?.what ?? '');
  const [date, setDate] = useState(row?.date ?? fileDate());
  const [occasion, setOccasion] = useState(row?.occasion ?? '');
  const [cost, setCost] = useState(row === null || row.costMinor === null ? '' : writeAmount(row.costMinor, places));
  const [notes, setNotes] = useState(row?.notes ?? '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const costMinor = cost.trim() === '' ? null : readAmount(cost, places);
  const badCost = cost.trim() !== '' && (costMinor === null || costMinor < 0);
  const word = (text: string) => (text.trim() === '' ? null : text.trim());
  const save = async (): Promise<void> => {
    setTried(true);
    if (busy || what.trim() === '' || badCost) return;
    setBusy(true);
    await props.onSave({ what: what.trim(), date, occasion: word(occasion), notes: word(notes), ...(seeAmounts && { costMinor }) });
    setBusy(false);
  };
  const from = new Date(Date.now() - AROUND_DAYS * DAY_MS).toLocaleDateString('sv');
  const usual = [t('greetings.occasions.birthday'), ...festivalsFrom(from, 2 * AROUND_DAYS).map(({ festival }) => t(`calendar.festival.${festival}`)), t('greetings.occasions.anniversary')];
  return (
    <Dialog open title={t(row ? 'gifts.edit' : 'gifts.add')} width={520} busy={busy} onOk={() => void save()} onClose={props.onClose}>
      <form
        className="gift-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="follow-up-whom">{props.about}</p>
        <Field label={t('gifts.what')} required error={tried && what.trim() === '' ? t('gifts.whatNeeded') : undefined}>
          <Input autoFocus value={what} maxLength={200} placeholder={t('gifts.whatPlaceholder')} onChange={(event) => setWhat(event.target.value)} />
        </Field>
        <Field label={t('gifts.occasion')}>
          <AutoComplete value={occasion} maxLength={60} placeholder={t('gifts.occasionPlaceholder')} options={[...new Set(usual)].map((value) => ({ value }))} onChange={(text: string | undefined) => setOccasion(text ?? '')} />
        </Field>
        {seeAmounts && (
          <Field label={t('gifts.costIn', { currency: row?.currency ?? currency })} error={badCost ? t('sales.form.wrongPrice') : undefined}>
            <Input value={cost} inputMode="decimal" className="tabular" onChange={(event) => setCost(event.target.value)} />
          </Field>
        )}
        <Choice label={t('gifts.date')}>
          <DatePicker
            value={dayjs(date)}
            allowClear={false}
            aria-label={t('gifts.date')}
            format={(day) => formatDate(day.format('YYYY-MM-DD'), language)}
            onChange={(day) => day && setDate(day.format('YYYY-MM-DD'))}
          />
        </Choice>
        <Field label={t('gifts.notes')}>
          <Input value={notes} maxLength={2_000} placeholder={t('gifts.notesPlaceholder')} onChange={(event) => setNotes(event.target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
