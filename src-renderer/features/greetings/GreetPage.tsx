import { PrinterOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { MAX_GREETED } from '../../../shared/modules/greetings.ts';
import type { MergeField } from '../../../shared/kernel/merge-text.ts';
import { toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { BookPicture } from '../../ui/pictures.tsx';
import { Empty, ErrorState, Loading, Note } from '../../ui/States.tsx';
import { TaskTabs } from '../tasks/TaskTabs.tsx';
import { GreetChoices } from './GreetChoices.tsx';
import { GreetOne } from './GreetOne.tsx';
import { GreetRows } from './GreetRows.tsx';
import { missingCounts, neighbour, type GreetLine, type Tab } from './greet-model.ts';
import { useGreet } from '../outputs/greet-store.ts';
import { useGreetBatch } from './use-greet-batch.ts';
import { useGreetDeeds } from './use-greet-deeds.ts';
import '../tasks/tasks.css';
import './greetings.css';

/** The batch: whom, which text, what each would get; one after the other they are copied, opened or marked as contacted. Nothing is sent by the program. */
export function GreetPage() {
  const t = useT();
  const navigate = useNavigate();
  const batch = useGreetBatch();
  useTextOfAddress();
  const { texts, greeting, preview, lines } = batch;
  const printable = lines.ready.filter(({ hasGap }) => !hasGap).length;
  return (
    <Page
      title={t('greetings.start')}
      tools={<TaskTabs page="greetings" />}
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/greetings' })}>{t('greetings.templates')}</Button>
          <Button icon={<PrinterOutlined aria-hidden />} disabled={greeting === undefined || printable === 0} onClick={() => void navigate({ to: '/greet/letters' })}>
            {t('greetings.print')}
          </Button>
          <MarkAll lines={lines.ready.filter(({ hasGap }) => !hasGap)} />
        </>
      }
    >
      <div className="greet">
        <GreetChoices batch={batch} />
        {texts.isError && <ErrorState error={toAppError(texts.error)} onRetry={() => void texts.refetch()} />}
        {texts.data && greeting === undefined && <Empty picture={<BookPicture />} text={t('greetings.noText')} detail={t('greetings.noTextDetail')} />}
        {greeting && preview.isError && <ErrorState error={toAppError(preview.error)} onRetry={() => void preview.refetch()} />}
        {greeting && preview.isPending && <Loading rows={8} />}
        {greeting && preview.data && <Batch batch={batch} />}
      </div>
    </Page>
  );
}

/** The address may name the text to begin with. */
function useTextOfAddress(): void {
  const { use } = useSearch({ from: '/greet' });
  const navigate = useNavigate();
  useEffect(() => {
    if (use === undefined) return;
    useGreet.setState({ greetingId: use, edits: new Map() });
    void navigate({ to: '/greet', search: {}, replace: true });
  }, [use, navigate]);
}

function MarkAll({ lines }: { readonly lines: readonly GreetLine[] }) {
  const t = useT();
  const { mark } = useGreetDeeds();
  const method = useGreet((state) => state.method);
  if (lines.length < 2) return null;
  return <Button onClick={() => void mark(lines, method)}>{t('greetings.markAll', { count: lines.length })}</Button>;
}

function Batch({ batch }: { readonly batch: ReturnType<typeof useGreetBatch> }) {
  const t = useT();
  const { lines, total } = batch;
  const [tab, setTab] = useState<Tab>('ready');
  const [field, setField] = useState<MergeField | null>(null);
  const [currentId, setCurrent] = useState<number | null>(null);
  const missing = missingCounts(lines.gaps);
  const only = tab === 'gaps' && missing.some((one) => one.field === field) ? field : null;
  const shown = only === null ? lines[tab] : lines.gaps.filter((line) => line.missing.includes(only));
  const current = shown.find(({ id }) => id === currentId) ?? shown[0] ?? null;
  const go = (by: 1 | -1): void => setCurrent(neighbour(shown, current?.id ?? null, by)?.id ?? null);
  const choose = (next: Tab): void => {
    setTab(next);
    setField(null);
  };
  if (total === 0) return <Empty text={t('greetings.nobody')} />;
  return (
    <>
      {total > MAX_GREETED && <Note kind="info">{t('greetings.more', { count: total, shown: MAX_GREETED })}</Note>}
      <div className="greet-sort">
        <Segmented<Tab> value={tab} aria-label={t('greetings.tabsLabel')} options={(['ready', 'gaps', 'done', 'out'] as const).map((value) => ({ value, label: `${t(`greetings.tabs.${value}`)} ${String(lines[value].length)}` }))} onChange={choose} />
        {missing.map((one) => (
          <Button
            key={one.field}
            size="small"
            aria-pressed={only === one.field}
            title={t('greetings.missingOf', { field: t(`care.fields.${one.field}`) })}
            onClick={() => {
              setTab('gaps');
              setField(only === one.field ? null : one.field);
            }}
          >
            {t('greetings.missing', { count: one.count, field: t(`care.fields.${one.field}`) })}
          </Button>
        ))}
        <Checkbox checked={batch.state.onlyAgreed} onChange={(event) => useGreet.setState({ onlyAgreed: event.target.checked })}>
          {t('greetings.onlyAgreed')}
        </Checkbox>
      </div>
      {shown.length === 0 ? (
        <Empty text={t(tab === 'ready' && lines.done.length > 0 ? 'greetings.allDone' : tab === 'out' ? 'greetings.noneOut' : 'greetings.noneInTab')} />
      ) : (
        <div className="greet-stage">
          <GreetRows key={tab} lines={shown} currentId={current?.id ?? null} onOpen={setCurrent} />
          {current && <GreetOne key={current.id} line={current} isLast={shown.length === 1} onStep={go} onDone={() => setCurrent(neighbour(shown, current.id, 1)?.id ?? null)} />}
        </div>
      )}
    </>
  );
}
