import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, DatePicker, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Input } from '../../../shared/contract/index.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { useSegments } from '../segments/use-segments.ts';
import { WhatFields, type What } from './WhatFields.tsx';
import './visits.css';

type Spread = Input<'visits.create'>['spread'];
const WEEK = 6;
const PER_DAY = 10;

/** Plans return visits: whom, what to ask, over which days; seen before it is done. `selection`: customers chosen already. */
export function VisitForm({ selection, onClose, onDone }: { readonly selection?: Selection; readonly onClose: () => void; readonly onDone?: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const navigate = useNavigate();
  const [what, setWhat] = useState<What>({ name: '', method: 'phone', script: '' });
  const [segmentId, setSegmentId] = useState<number | null>(null);
  const [spread, setSpread] = useState<Spread>(() => ({ by: 'span', from: fileDate(), to: dayjs().add(WEEK, 'day').format('YYYY-MM-DD') }));
  const [workdays, setWorkdays] = useState(true);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const who = selection ?? (segmentId === null ? null : { query: { filter: { all: [{ segment: segmentId }] } } });
  const save = async (): Promise<void> => {
    setTried(true);
    const name = what.name.trim();
    if (name === '' || who === null || busy) return;
    setBusy(true);
    const reply = await api.call('visits.create', { ...what, name, selection: who, spread, workdays });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    onClose();
    onDone?.();
    undoToast(t('visits.created', { name, count: reply.value.count }), reply.actionId);
    void navigate({ to: '/visits/$id', params: { id: reply.value.plan.id } });
  };
  return (
    <Dialog open title={t('visits.add')} width={640} busy={busy} okText={t('visits.create')} onOk={() => void save()} onClose={onClose}>
      <div
        className="visit-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void save();
        }}
      >
        <WhatFields what={what} tried={tried} onChange={setWhat} />
        {selection === undefined && <SegmentPick value={segmentId} isMissing={tried && segmentId === null} onPick={setSegmentId} />}
        <SpreadFields spread={spread} workdays={workdays} onSpread={setSpread} onWorkdays={setWorkdays} />
        {who !== null && <Preview asked={{ selection: who, spread, workdays }} />}
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}

function SegmentPick({ value, isMissing, onPick }: { readonly value: number | null; readonly isMissing: boolean; readonly onPick: (id: number) => void }) {
  const t = useT();
  const { segments } = useSegments();
  return (
    <Field label={t('visits.who')} required error={isMissing ? t('visits.whoNeeded') : undefined}>
      <Select value={value} showSearch={{ optionFilterProp: 'label' }} placeholder={segments.length === 0 ? t('visits.noSegments') : t('visits.whoNeeded')} options={segments.map((one) => ({ value: one.id, label: one.name }))} onChange={onPick} />
    </Field>
  );
}

function SpreadFields(props: { readonly spread: Spread; readonly workdays: boolean; readonly onSpread: (spread: Spread) => void; readonly onWorkdays: (on: boolean) => void }) {
  const t = useT();
  const { spread, onSpread } = props;
  const pick = (label: string, value: string, onPick: (date: string) => void) => (
    <DatePicker value={dayjs(value)} allowClear={false} aria-label={label} onChange={(date) => date && onPick(date.format('YYYY-MM-DD'))} />
  );
  const turn = (by: Spread['by']): void => onSpread(by === 'span' ? { by, from: spread.from, to: dayjs(spread.from).add(WEEK, 'day').format('YYYY-MM-DD') } : { by, from: spread.from, perDay: PER_DAY });
  return (
    <fieldset className="visit-spread">
      <legend>{t('visits.when')}</legend>
      <Radio.Group aria-label={t('visits.when')} value={spread.by} onChange={(event) => turn(event.target.value as Spread['by'])} options={(['span', 'perDay'] as const).map((value) => ({ value, label: t(`visits.spread.${value}`) }))} />
      <div className="visit-spread-days">
        {pick(t('visits.from'), spread.from, (from) => onSpread({ ...spread, from }))}
        {spread.by === 'span' ? (
          <>
            <span aria-hidden="true">–</span>
            {pick(t('visits.to'), spread.to, (to) => onSpread({ ...spread, to }))}
          </>
        ) : (
          <InputNumber<number> controls={false} min={1} max={500} precision={0} value={spread.perDay} aria-label={t('visits.perDay')} suffix={t('visits.perDayUnit')} onChange={(perDay) => perDay !== null && onSpread({ ...spread, perDay })} />
        )}
      </div>
      <Checkbox checked={props.workdays} onChange={(event) => props.onWorkdays(event.target.checked)}>
        {t('visits.workdays')}
      </Checkbox>
    </fieldset>
  );
}

/** How many on which days, and who stays out. */
function Preview({ asked }: { readonly asked: Input<'visits.preview'> }) {
  const t = useT();
  const language = useLanguage();
  const { data, error } = useApiQuery('visits.preview', asked, { placeholderData: keepPreviousData, retry: false });
  if (error) return <ErrorNote error={error.error} />;
  if (!data) return null;
  const names = data.leftOutNames.join(language === 'en' ? ', ' : '、');
  return (
    <div role="status">
      {data.firstOn === null || data.lastOn === null ? (
        <Note kind="warning">{t('visits.nobody')}</Note>
      ) : (
        <p>
          <strong>{t('visits.preview', { count: data.count, from: formatDate(data.firstOn, language), to: formatDate(data.lastOn, language), most: data.mostPerDay })}</strong>
        </p>
      )}
      {data.leftOut > 0 && <p className="quiet">{data.leftOut > data.leftOutNames.length ? t('visits.leftOutMore', { count: data.leftOut, names }) : t('visits.leftOut', { count: data.leftOut, names })}</p>}
    </div>
  );
}
