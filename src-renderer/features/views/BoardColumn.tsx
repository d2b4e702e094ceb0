import { useDraggable, useDroppable } from '@dnd-kit/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Customer, ListQuery } from '../../../shared/modules/customers.ts';
import type { FoundPlace } from '../../../shared/modules/found.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatMoney, formatNumber, formatPhone } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { QuietChip } from '../../ui/QuietChip.tsx';
import { TagChip } from '../../ui/TagChip.tsx';
import { FoundIn } from '../grid/FoundIn.tsx';
import { TickBox } from '../grid/TickBox.tsx';
import { useFoundPlaces } from '../grid/use-found-in.ts';
import { useBookSettings, useTags } from '../common/use-choices.ts';
import { groupCondition } from './fields.ts';
import { partQuery, usePart } from './use-part.ts';
import { useIsTicked, usePartTicks } from './use-ticks.ts';

const CARD_PX = 88;
const OVERSCAN = 4;
const DAY_MS = 86_400_000;
/** What a card says anyway. */
const ON_CARD = ['name', 'company', 'phones'];

interface ColumnProps {
  readonly field: string;
  readonly query: ListQuery;
  readonly value: string | null;
  readonly label: string;
  readonly count: number;
  readonly sum: number;
  readonly onOpen: (id: number) => void;
}

/** One column: its count and sum, and as many of its cards as fit the window; thousands below are loaded when scrolled to. */
export function BoardColumn(props: ColumnProps) {
  const t = useT();
  const language = useLanguage();
  const currency = useBookSettings()?.currency ?? 'CNY';
  const { field, value, label, count, sum } = props;
  const key = value ?? '';
  const { source, list } = usePart(partQuery(props.query, groupCondition(field, value)));
  const ticks = usePartTicks(source, list);
  const { setNodeRef, isOver } = useDroppable({ id: `column:${key}` });
  const scroller = useRef<HTMLDivElement>(null);
  const [window, setWindow] = useState({ first: 0, end: 12 });
  const measure = () => {
    const element = scroller.current;
    if (!element) return;
    const first = Math.max(0, Math.floor(element.scrollTop / CARD_PX) - OVERSCAN);
    const end = Math.ceil((element.scrollTop + element.clientHeight) / CARD_PX) + OVERSCAN;
    setWindow((old) => (old.first === first && old.end === end ? old : { first, end }));
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => source.show(window), [source, window, list.generation]);
  const end = Math.min(window.end, list.total);
  const rows = Array.from({ length: Math.max(0, end - window.first) }, (_, i) => source.row(window.first + i));
  const ids = rows.flatMap((row) => (row ? [row.id] : []));
  const since = useApiQuery('views.since', { field, ids }, { enabled: ids.length > 0 }).data?.since;
  const { places, ask } = useFoundPlaces(props.query.text ?? '', ON_CARD);
  const drawn = ids.join();
  useEffect(() => ask(() => (drawn === '' ? [] : drawn.split(',').map(Number))), [ask, drawn]);
  const now = Date.now();
  const daysOf = (id: number) => {
    const at = since?.find((one) => one.id === id)?.at;
    return at === undefined ? null : Math.max(0, Math.floor((now - at) / DAY_MS));
  };
  return (
    <section ref={setNodeRef} className={isOver ? 'board-column is-over' : 'board-column'} aria-label={t('views.board.column', { name: label, count })}>
      <header>
        <TickBox label={t('views.board.tickColumn', { name: label, count })} state={ticks.state} onTick={ticks.toggleAll} />
        <h2>{label}</h2>
        <span className="tabular quiet">{formatNumber(count, language)}</span>
        {sum !== 0 && <span className="tabular quiet board-sum private">{t('views.board.sum', { sum: formatMoney(sum, currency, language, { short: true }) })}</span>}
      </header>
      <div ref={scroller} className="board-cards" onScroll={measure}>
        {list.phase === 'ready' && list.total === 0 && <p className="quiet board-empty">{t('views.board.empty')}</p>}
        <ul style={{ height: list.total * CARD_PX }}>
          {rows.map((row, i) => (
            <li key={row?.id ?? `wait-${window.first + i}`} style={{ transform: `translateY(${(window.first + i) * CARD_PX}px)` }}>
              {row && <Card customer={row} from={key} places={places.get(row.id) ?? []} sinceDays={daysOf(row.id)} onOpen={props.onOpen} onTick={(range) => ticks.toggle(window.first + i, range)} />}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Card(props: { readonly customer: Customer; readonly from: string; readonly places: readonly FoundPlace[]; readonly sinceDays: number | null; readonly onOpen: (id: number) => void; readonly onTick: (range: boolean) => void }) {
  const { customer, from } = props;
  const isTicked = useIsTicked(customer.id);
  const mayMove = useMay('customers.update');
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: customer.id, data: { customer, from }, attributes: { role: 'group' }, disabled: !mayMove });
  return (
    <div
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      // It stays where it is, but opens as ever.
      aria-disabled={undefined}
      {...(!mayMove && { 'aria-describedby': undefined, 'aria-roledescription': undefined })}
      className={isDragging ? 'board-slot is-dragging' : 'board-slot'}
      data-card={customer.id}
      aria-label={customer.name}
      aria-keyshortcuts="X"
      onDoubleClick={() => props.onOpen(customer.id)}
      onKeyDown={(event) => {
        // The box has its own keys.
        if (event.target !== event.currentTarget) return;
        if (event.key === 'Enter' && !isDragging) props.onOpen(customer.id);
        else if (event.key.toLowerCase() === 'x' && !isDragging) props.onTick(event.shiftKey);
        else (listeners?.['onKeyDown'] as ((event: React.KeyboardEvent) => void) | undefined)?.(event);
      }}
    >
      <CardFace customer={customer} places={props.places} sinceDays={props.sinceDays} isTicked={isTicked} onTick={props.onTick} onOpen={() => props.onOpen(customer.id)} />
    </div>
  );
}

/** What a card shows; lifted, it follows the pointer. */
export function CardFace(props: { readonly customer: Customer; readonly places?: readonly FoundPlace[]; readonly sinceDays: number | null; readonly isTicked: boolean; readonly isLifted?: boolean; readonly onOpen?: () => void; readonly onTick?: (range: boolean) => void }) {
  const t = useT();
  const { byId } = useTags();
  const { customer, sinceDays, places = [] } = props;
  const phone = customer.phones[0]?.value;
  return (
    <article className={`board-card${props.isLifted === true ? ' is-lifted' : ''}${props.isTicked ? ' is-selected' : ''}`}>
      <div className="board-line">
        {props.onTick && <TickBox label={t('views.board.tick', { name: customer.name })} state={props.isTicked ? 'all' : 'none'} onTick={props.onTick} />}
        <strong onClick={props.onOpen}>{customer.name}</strong>
        {customer.doNotContact === 'all' && <QuietChip kind="all" />}
        {sinceDays !== null && (
          <span className="tabular quiet" title={t('views.board.daysHint', { count: sinceDays })}>
            {sinceDays === 0 ? t('views.board.today') : t('views.board.days', { count: sinceDays })}
          </span>
        )}
      </div>
      <div className="quiet tabular board-line private">{[customer.company, phone === undefined ? null : formatPhone(phone)].filter((text) => text !== null && text !== '').join(' · ')}</div>
      <div className="board-tags">
        {places.length > 0 && <FoundIn places={places} />}
        {places.length === 0 &&
          customer.tags.slice(0, 3).map((id) => {
            const tag = byId.get(id);
            return tag && <TagChip key={id} name={tag.name} color={tag.color} />;
          })}
      </div>
    </article>
  );
}
