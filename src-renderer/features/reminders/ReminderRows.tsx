import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useMemo, useRef, type KeyboardEvent } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { ReminderBand, ReminderFilter, ReminderLine } from '../../../shared/modules/reminders.ts';
import { api } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatRelative } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { BookPicture } from '../../ui/pictures.tsx';
import { QuietName } from '../../ui/QuietChip.tsx';
import { RowList, type RowColumn } from '../../ui/RowList.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { ReminderActs, ReminderBox, useMorning } from './ReminderActs.tsx';
import { askReminder } from './reminder-store.ts';
import { ReminderWhat, whoOf } from './ReminderWhat.tsx';
import { draftOf } from './rule-draft.ts';
import { repeatText } from './rule-words.ts';
import { snoozeTime } from './snooze-times.ts';
import { useReminderDeeds, type ReminderDeeds } from './use-reminder-deeds.ts';
import { whenText } from './when-words.ts';

const PAGE = 100;

function columnsOf(t: Translate, language: ReturnType<typeof useLanguage>, deeds: ReminderDeeds): readonly RowColumn<ReminderLine>[] {
  const when = (line: ReminderLine) => {
    if (line.status === 'done') return <span className="quiet">{line.doneAt === null ? '' : formatRelative(line.doneAt, language)}</span>;
    const { text, isLate } = whenText(t, language, line);
    return <span className={isLate ? 'task-late' : ''}>{text}</span>;
  };
  return [
    { key: 'done', title: <span className="sr-only">{t('tasks.keys.done')}</span>, width: '1.75rem', cell: (line) => <ReminderBox line={line} deeds={deeds} /> },
    { key: 'what', title: t('reminders.columns.what'), width: 'minmax(12rem, 3fr)', cell: (line) => <ReminderWhat line={line} /> },
    { key: 'who', title: t('reminders.columns.who'), width: 'minmax(7rem, 1fr)', cell: (line) => <QuietName name={whoOf(line)} quiet={line.doNotContact} /> },
    { key: 'repeat', title: t('reminders.columns.repeat'), width: 'minmax(7rem, 1.5fr)', cell: (line) => <span className="quiet reminder-rule">{line.rule === null ? '' : repeatText(t, language, draftOf(line.rule, line.startsOn, line.onHoliday), line.startsOn)}</span> },
    { key: 'due', title: t('reminders.columns.due'), width: '9rem', cell: when },
    { key: 'acts', title: '', width: '4.5rem', cell: (line) => <ReminderActs line={line} deeds={deeds} /> },
  ];
}

interface RowsProps {
  readonly band: ReminderBand;
  readonly filter: ReminderFilter;
  readonly counts: Output<'reminders.counts'> | undefined;
  readonly onClear: () => void;
}

/** The reminders of a span of time; the keys are those of the tasks. */
export function ReminderRows(props: RowsProps) {
  const t = useT();
  const language = useLanguage();
  const { band, filter, counts } = props;
  const deeds = useReminderDeeds();
  const morning = useMorning();
  const list = useReminders(band, filter);
  const stage = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const mayWork = useMay('reminders.finish');
  const toRows = (): void => stage.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  if (list.isError && rows.length === 0) return <ErrorState error={toAppError(list.error)} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Loading rows={8} />;
  if (rows.length === 0) return <Nothing {...props} />;
  return (
    <div ref={stage}>
      {KEYS.map(([keys, label]) => (
        <Key key={keys} keys={keys} label={t(`tasks.keys.${label}`)} run={toRows} />
      ))}
      <RowList
        label={t('reminders.grid')}
        columns={columnsOf(t, language, deeds)}
        rows={rows}
        total={counts?.[band]}
        onOpen={deeds.open}
        onEnd={more}
        onKey={(event, line) => line && mayWork && onKey(event, line, deeds, morning)}
        rowClass={(line) => (line.status === 'done' ? 'is-closed' : '')}
        footer={isFetchingNextPage ? <p className="row-list-foot">{t('reminders.more')}</p> : null}
      />
    </div>
  );
}

/** What the keys do in the list. Pressed elsewhere on the page they lead to it. */
const KEYS = [
  ['space', 'done'],
  ['f', 'followUp'],
  ['s', 'snooze'],
  ['m', 'monday'],
  ['x', 'skip'],
] as const;

function Key({ keys, label, run }: { readonly keys: string; readonly label: string; readonly run: () => void }) {
  useShortcut(keys, run, { label, enabled: useMay('reminders.finish') });
  return null;
}

function onKey(event: KeyboardEvent, line: ReminderLine, deeds: ReminderDeeds, morning: string): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isOpen = line.status === 'open';
  const later = (choice: 'tomorrow' | 'monday'): unknown => isOpen && deeds.snooze(line, snoozeTime(choice, line.atTime ?? morning));
  const acts: Readonly<Record<string, () => unknown>> = {
    ' ': () => (line.status === 'done' ? deeds.reopen(line) : isOpen && deeds.done(line)),
    f: () => isOpen && deeds.doneWithFollowUp(line),
    s: () => later('tomorrow'),
    m: () => later('monday'),
    x: () => isOpen && deeds.skip(line),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function useReminders(band: ReminderBand, filter: ReminderFilter) {
  return useInfiniteQuery({
    queryKey: ['reminders.list', { band, filter }],
    queryFn: ({ pageParam, signal }) => api.get('reminders.list', { band, filter, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
}

function Nothing({ band, filter, counts, onClear }: RowsProps) {
  const t = useT();
  const mayAdd = useMay('reminders.create');
  if (filter.method !== undefined || filter.assignee !== undefined) return <Empty text={t('reminders.none.filtered')} action={<Button onClick={onClear}>{t('tasks.clear')}</Button>} />;
  if (counts === undefined || Object.values(counts).some((count) => count > 0)) return <Empty text={t(`reminders.none.${band}`)} />;
  return (
    <Empty
      picture={<BookPicture />}
      text={t('reminders.empty')}
      {...(mayAdd && { detail: t('reminders.emptyDetail') })}
      action={
        mayAdd && (
          <Button type="primary" onClick={() => askReminder({ kind: 'new', customerId: null })}>
            {t('reminders.add')}
          </Button>
        )
      }
    />
  );
}
