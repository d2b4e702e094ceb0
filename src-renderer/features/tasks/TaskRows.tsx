import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useMemo, useRef, type KeyboardEvent } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { TaskBand, TaskFilter, TaskLine } from '../../../shared/modules/tasks.ts';
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
import { chipDate } from '../follow-ups/next-dates.ts';
import { dueText } from './due-text.ts';
import { DoneBox, TaskActs } from './TaskActs.tsx';
import { askTask } from './task-store.ts';
import { TaskWhat } from './TaskWhat.tsx';
import { useTaskDeeds, type TaskDeeds } from './use-task-deeds.ts';

const PAGE = 100;

function columnsOf(t: Translate, language: ReturnType<typeof useLanguage>, deeds: TaskDeeds): readonly RowColumn<TaskLine>[] {
  return [
    { key: 'done', title: <span className="sr-only">{t('tasks.keys.done')}</span>, width: '1.75rem', cell: (line) => <DoneBox line={line} deeds={deeds} /> },
    { key: 'what', title: t('tasks.columns.what'), width: 'minmax(12rem, 3fr)', cell: (line) => <TaskWhat line={line} /> },
    { key: 'customer', title: t('tasks.columns.customer'), width: 'minmax(7rem, 1fr)', cell: (line) => <QuietName name={line.customerName} quiet={line.doNotContact} /> },
    { key: 'method', title: t('tasks.columns.method'), width: '5rem', cell: (line) => (line.method === null ? '' : t(`fields.method.${line.method}`)) },
    { key: 'due', title: t('tasks.columns.due'), width: '7.5rem', cell: (line) => <Due line={line} /> },
    { key: 'acts', title: '', width: '4.5rem', cell: (line) => <TaskActs line={line} deeds={deeds} /> },
  ];
  function Due({ line }: { readonly line: TaskLine }) {
    if (line.doneAt !== null) return <span className="quiet">{formatRelative(line.doneAt, language)}</span>;
    const { text, isLate } = dueText(t, language, line.due);
    return <span className={isLate ? 'task-late' : ''}>{text}</span>;
  }
}

interface RowsProps {
  readonly band: TaskBand;
  readonly filter: TaskFilter;
  readonly counts: Output<'tasks.counts'> | undefined;
  readonly onClear: () => void;
}

/** The tasks of a span of time; every key of the list acts on the line under the cursor. */
export function TaskRows(props: RowsProps) {
  const t = useT();
  const language = useLanguage();
  const { band, filter, counts } = props;
  const deeds = useTaskDeeds();
  const list = useTasks(band, filter);
  const stage = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const columns = columnsOf(t, language, deeds);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const mayWork = useMay('tasks.finish');
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
        label={t('tasks.grid')}
        columns={columns}
        rows={rows}
        total={counts?.[band]}
        onOpen={deeds.open}
        onEnd={more}
        onKey={(event, line) => line && mayWork && onKey(event, line, deeds)}
        rowClass={(line) => (line.doneAt === null ? '' : 'is-closed')}
        footer={isFetchingNextPage ? <p className="row-list-foot">{t('tasks.more')}</p> : null}
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
  useShortcut(keys, run, { label, enabled: useMay('tasks.finish') });
  return null;
}

function onKey(event: KeyboardEvent, line: TaskLine, deeds: TaskDeeds): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isOpen = line.doneAt === null;
  const acts: Readonly<Record<string, () => void>> = {
    ' ': () => void (isOpen ? deeds.done(line) : deeds.reopen(line)),
    f: () => isOpen && deeds.doneWithFollowUp(line),
    s: () => isOpen && void deeds.snooze(line, chipDate('tomorrow', Date.now())),
    m: () => isOpen && void deeds.snooze(line, chipDate('nextMonday', Date.now())),
    x: () => isOpen && void deeds.skip(line),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function useTasks(band: TaskBand, filter: TaskFilter) {
  return useInfiniteQuery({
    queryKey: ['tasks.list', { band, filter }],
    queryFn: ({ pageParam, signal }) => api.get('tasks.list', { band, filter, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
}

function Nothing({ band, filter, counts, onClear }: RowsProps) {
  const t = useT();
  const mayAdd = useMay('tasks.create');
  if (filter.method !== undefined || filter.source !== undefined) return <Empty text={t('tasks.none.filtered')} action={<Button onClick={onClear}>{t('tasks.clear')}</Button>} />;
  const never = counts !== undefined && Object.values(counts).every((count) => count === 0);
  if (!never) return <Empty text={t(`tasks.none.${band}`)} />;
  return (
    <Empty
      picture={<BookPicture />}
      text={t('tasks.empty')}
      {...(mayAdd && { detail: t('tasks.emptyDetail') })}
      action={
        mayAdd && (
          <Button type="primary" onClick={() => askTask({ kind: 'new', customerId: null })}>
            {t('tasks.add')}
          </Button>
        )
      }
    />
  );
}
