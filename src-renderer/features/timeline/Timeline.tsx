import { DatePicker, Segmented } from 'antd';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Customer } from '../../../shared/modules/customers.ts';
import { timelineKindSchema, type TimelineKind } from '../../../shared/modules/timeline.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/States.tsx';
import { openFollowUp } from '../follow-ups/follow-up-store.ts';
import { ChunkBlock } from './ChunkBlock.tsx';
import { Entry } from './Entry.tsx';
import { useTimeline, type TimelineView } from './use-timeline.ts';
import './timeline.css';

const START: TimelineView = { kind: null, from: null };

/** Everything that happened with a customer, latest first. `scroller` is what scrolls around it. */
export function Timeline({ customer, scroller }: { readonly customer: Customer; readonly scroller: RefObject<HTMLElement | null> }) {
  const t = useT();
  const language = useLanguage();
  const [view, setView] = useState<TimelineView>(START);
  const { query, chunks } = useTimeline(customer.id, view);
  const list = useRef<HTMLDivElement>(null);
  const count = chunks.reduce((sum, chunk) => sum + chunk.entries.length, 0);
  return (
    <div className="timeline">
      <Filter customerId={customer.id} view={view} onView={setView} />
      {view.from !== null && (
        <p className="timeline-jumped">
          <span>{t('portrait.timeline.jumped', { date: formatDate(dayjs(view.from).format('YYYY-MM-DD'), language) })}</span>
          <Button size="small" type="link" onClick={() => setView({ ...view, from: null })}>
            {t('portrait.timeline.latest')}
          </Button>
        </p>
      )}
      {query.isPending && <Loading rows={5} />}
      {query.isError && <ErrorNote error={toAppError(query.error)} />}
      {query.data && count === 0 && <Nothing customer={customer} filtered={view.kind !== null || view.from !== null} />}
      {/* A feed (ARIA): its articles are reached by the arrow keys, Home and End. */}
      <div ref={list} role={count > 0 ? 'feed' : 'presentation'} aria-label={count > 0 ? t('portrait.timeline.label') : undefined} aria-busy={query.isFetching} onKeyDown={(event) => moveFocus(event, list.current)}>
        {chunks.map((chunk) => (
          <ChunkBlock key={chunk.index} root={scroller} always={chunk.index === 0}>
            {chunk.entries.map((entry, index) => (
              <Entry key={`${entry.kind}-${entry.id}`} entry={entry} before={chunk.entries[index - 1] ?? chunks[chunk.index - 1]?.entries.at(-1)} isFirst={chunk.index === 0 && index === 0} customerId={customer.id} />
            ))}
          </ChunkBlock>
        ))}
      </div>
      <More key={count} root={scroller} active={query.hasNextPage && !query.isFetchingNextPage} onNear={() => void query.fetchNextPage()} />
      {query.isFetchingNextPage && <p className="quiet timeline-more">{t('portrait.timeline.loadingMore')}</p>}
      {query.data && !query.hasNextPage && count > 0 && view.kind === null && (
        <p className="quiet timeline-more">{t('portrait.timeline.end', { date: formatDate(dayjs(customer.createdAt).format('YYYY-MM-DD'), language) })}</p>
      )}
    </div>
  );
}

function Filter(props: { readonly customerId: number; readonly view: TimelineView; readonly onView: (view: TimelineView) => void }) {
  const t = useT();
  const counts = useApiQuery('timeline.counts', { customerId: props.customerId });
  const { view, onView } = props;
  // Kinds that never happened are not offered.
  const kinds = timelineKindSchema.options.filter((kind) => kind === 'change' || kind === view.kind || (counts.data?.counts.find((one) => one.kind === kind)?.count ?? 0) > 0);
  return (
    <div className="timeline-filter">
      <Segmented<TimelineKind | 'all'>
        size="small"
        value={view.kind ?? 'all'}
        aria-label={t('portrait.timeline.filter')}
        options={[{ value: 'all', label: t('portrait.timeline.kinds.all') }, ...kinds.map((value) => ({ value, label: t(`portrait.timeline.kinds.${value}`) }))]}
        onChange={(kind) => onView({ ...view, kind: kind === 'all' ? null : kind })}
      />
      <DatePicker
        size="small"
        className="timeline-jump"
        value={view.from === null ? null : dayjs(view.from)}
        placeholder={t('portrait.timeline.jump')}
        aria-label={t('portrait.timeline.jump')}
        onChange={(date) => onView({ ...view, from: date?.endOf('day').valueOf() ?? null })}
      />
    </div>
  );
}

function Nothing({ customer, filtered }: { readonly customer: Customer; readonly filtered: boolean }) {
  const t = useT();
  const mayWrite = useMay('followUps.create');
  if (filtered) return <p className="quiet">{t('portrait.timeline.noneOfKind')}</p>;
  return <Empty text={t('portrait.timeline.none')} {...(mayWrite && { detail: t('portrait.timeline.noneDetail') })} action={mayWrite && <Button onClick={() => openFollowUp(customer.id)}>{t('portrait.followUp.title')}</Button>} />;
}

/** The end of what is loaded: coming near it fetches more. */
function More(props: { readonly root: RefObject<HTMLElement | null>; readonly active: boolean; readonly onNear: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(props.onNear);
  useEffect(() => {
    latest.current = props.onNear;
  });
  const { root, active } = props;
  useEffect(() => {
    if (!active || !mark.current || typeof IntersectionObserver === 'undefined') return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && latest.current(), { root: root.current, rootMargin: '1600px 0px' });
    watch.observe(mark.current);
    return () => watch.disconnect();
  }, [root, active]);
  return <div ref={mark} aria-hidden="true" className="timeline-mark" />;
}

/** Arrow keys go from entry to entry; Home and End to the first and last loaded. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const at = event.target;
  if (!(at instanceof HTMLElement) || at.getAttribute('role') !== 'article' || !list) return;
  const all = [...list.querySelectorAll<HTMLElement>('[role="article"]')];
  const index = all.indexOf(at);
  const to = event.key === 'ArrowDown' ? all[index + 1] : event.key === 'ArrowUp' ? all[index - 1] : event.key === 'Home' ? all[0] : event.key === 'End' ? all.at(-1) : undefined;
  if (!to) return;
  event.preventDefault();
  event.stopPropagation();
  to.focus();
  to.scrollIntoView({ block: 'nearest' });
}
