import { CaretDownOutlined, CaretUpOutlined, MoreOutlined } from '@ant-design/icons';
import { Dropdown, type MenuProps } from 'antd';
import { memo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { ListSort } from '../../../shared/kernel/filter.ts';
import { TickBox } from './TickBox.tsx';
import { hasText, useT, type TextKey, type Translate } from '../../lib/i18n.ts';
import { fieldName, useOwnFields } from '../../lib/own-fields.ts';
import { FOUND } from './FoundIn.tsx';
import { widthOf } from './GridRow.tsx';
import { columnOf, PINNED_FIELD, type ColumnChoice } from '../common/model/columns.ts';
import { questionsFor } from '../common/model/filters.ts';
import { nextSort } from '../common/model/list-view.ts';

interface HeaderProps {
  readonly columns: readonly ColumnChoice[];
  readonly sort: ListSort | null;
  readonly total: number;
  readonly ticked: 'none' | 'some' | 'all';
  readonly onTickAll: () => void;
  readonly onSort: (sort: ListSort | null) => void;
  readonly onHide: (field: string) => void;
  readonly onFilter: (field: string) => void;
  /** Shows how the customers spread over its values. */
  readonly onChart: (field: string) => void;
  readonly canChart: (field: string) => boolean;
  readonly onResize: (field: string, width: number, done: boolean) => void;
}

/** The headings: a click sorts, the menu does the rest, the grip (or Left/Right on it) changes the width. */
export const GridHeader = memo(function GridHeader(props: HeaderProps) {
  const t = useT();
  const { sort } = props;
  return (
    <div role="row" className="grid-head" aria-rowindex={1}>
      <div role="columnheader" aria-colindex={1} className="grid-tick">
        <TickBox label={t('customers.list.selectAll', { count: props.total })} state={props.ticked} onTick={props.onTickAll} />
      </div>
      {props.columns.map((choice, index) => choice.field === FOUND ? <FoundHeading key={FOUND} index={index} /> : (
        <Heading
          key={choice.field}
          choice={choice}
          index={index}
          direction={sort?.field === choice.field ? sort.direction : null}
          onSort={props.onSort}
          onHide={props.onHide}
          onFilter={props.onFilter}
          onChart={props.canChart(choice.field) ? props.onChart : undefined}
          onResize={props.onResize}
        />
      ))}
    </div>
  );
});

/** Comes and goes with the search, so there is nothing to do with it. */
function FoundHeading({ index }: { readonly index: number }) {
  const t = useT();
  return (
    <div role="columnheader" aria-colindex={index + 2} className={`grid-heading c-${FOUND}`}>
      <span className="heading-sort">{t('customers.found.column')}</span>
    </div>
  );
}

interface HeadingProps extends Pick<HeaderProps, 'onSort' | 'onHide' | 'onFilter' | 'onResize'> {
  readonly onChart: ((field: string) => void) | undefined;
  readonly choice: ColumnChoice;
  readonly index: number;
  /** How the list is ordered by this column; `null` when it is not. */
  readonly direction: ListSort['direction'] | null;
}

/** Its menu is the costliest part of the whole grid: drawn again only when something of this column changed, not with every count. */
const Heading = memo(function Heading(props: HeadingProps) {
  const { choice, direction } = props;
  const { field } = choice;
  const t = useT();
  // Renamed or changed in the settings: the heading is drawn anew.
  useOwnFields((store) => store.fields);
  const column = columnOf(field);
  const label = fieldName(t, field);
  const Arrow = direction === 'desc' ? CaretDownOutlined : CaretUpOutlined;
  return (
    <div
      role="columnheader"
      aria-colindex={props.index + 2}
      className={`grid-heading c-${field.replace(':', '-')}${column?.align === 'end' ? ' is-end' : ''}`}
      {...widthOf(field)}
      {...(direction !== null && { 'aria-sort': direction === 'asc' ? ('ascending' as const) : ('descending' as const) })}
    >
      <button
        type="button"
        className="heading-sort"
        disabled={column?.sortable !== true}
        onClick={() => props.onSort(nextSort(direction === null ? null : { field, direction }, field))}
      >
        <span>{label}</span>
        {direction !== null && <Arrow aria-hidden="true" />}
      </button>
      <Dropdown trigger={['click']} menu={headingMenu(t, props)} destroyOnHidden>
        <button type="button" className="heading-menu" aria-label={t('customers.columns.menu', { field: label })}>
          <MoreOutlined aria-hidden="true" />
        </button>
      </Dropdown>
      <Grip label={t('customers.columns.resize', { field: label })} choice={choice} onResize={props.onResize} />
    </div>
  );
});

const DATES = new Set(['instant', 'date', 'birthday']);

function headingMenu(t: Translate, props: HeadingProps): MenuProps {
  const { field } = props.choice;
  const column = columnOf(field);
  const suffix = column === undefined || column.kind === 'money' || column.kind === 'number' || column.kind === 'rating' ? '' : DATES.has(column.kind) ? 'Date' : 'Text';
  const items: NonNullable<MenuProps['items']> = [];
  const help = `fields.help.${field}`;
  if (hasText(help)) items.push({ key: 'help', type: 'group', label: <span className="heading-help">{t(help)}</span>, children: [] });
  if (column?.ownerOnly === true) items.push({ key: 'closed', type: 'group', label: <span className="heading-help">{t('customFields.ownerOnly.column')}</span>, children: [] });
  if (column?.sortable === true) {
    items.push({ key: 'asc', label: t(`customers.columns.sortUp${suffix}` as TextKey), onClick: () => props.onSort({ field, direction: 'asc' }) });
    items.push({ key: 'desc', label: t(`customers.columns.sortDown${suffix}` as TextKey), onClick: () => props.onSort({ field, direction: 'desc' }) });
    if (props.direction !== null) items.push({ key: 'off', label: t('customers.columns.sortOff'), onClick: () => props.onSort(null) });
  }
  if (questionsFor(field).length > 0) items.push({ key: 'filter', label: t('customers.columns.filter'), onClick: () => props.onFilter(field) });
  const { onChart } = props;
  if (onChart) items.push({ key: 'chart', label: t('views.chart.ofColumn'), onClick: () => onChart(field) });
  if (field !== PINNED_FIELD) items.push({ type: 'divider' }, { key: 'hide', label: t('customers.columns.hide'), onClick: () => props.onHide(field) });
  return { items };
}

const KEY_STEP_PX = 12;

/** A column may be wider than what was chosen for it, where there is room: it is changed from what is seen. */
const shownWidth = (grip: HTMLElement): number => grip.closest('[role="columnheader"]')?.getBoundingClientRect().width ?? 0;

function Grip(props: { readonly label: string; readonly choice: ColumnChoice; readonly onResize: HeaderProps['onResize'] }) {
  const { field, width } = props.choice;
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom({ x: event.clientX, width: shownWidth(event.currentTarget) });
  };
  const move = (event: PointerEvent, done: boolean): void => {
    if (from === null) return;
    props.onResize(field, from.width + event.clientX - from.x, done);
    if (done) setFrom(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? KEY_STEP_PX : event.key === 'ArrowLeft' ? -KEY_STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    props.onResize(field, shownWidth(event.currentTarget) + step, true);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={props.label}
      aria-valuenow={width}
      aria-valuemin={60}
      aria-valuemax={800}
      tabIndex={0}
      className={`heading-grip${from === null ? '' : ' is-dragging'}`}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => move(event, false)}
      onPointerUp={(event) => move(event, true)}
      onKeyDown={onKeyDown}
    />
  );
}
