import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { ListQuery } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { askList } from '../common/list-session.ts';
import { cellDrawer } from '../grid/cells.tsx';
import { fieldLabel, valueLabel } from '../common/filter-words.ts';
import { movedCursor } from '../grid/grid-keys.ts';
import { RowGrid } from '../grid/RowGrid.tsx';
import { TickBox } from '../grid/TickBox.tsx';
import { useRowPx } from '../grid/use-row-px.ts';
import { columnOf, type ColumnChoice } from '../common/model/columns.ts';
import { useListView, type ActiveCell } from '../common/model/list-view.ts';
import type { ListSource, ListState } from '../common/model/list-source.ts';
import { useTags } from '../common/use-choices.ts';
import { groupCondition, isByMonth } from './fields.ts';
import { partQuery, usePart } from './use-part.ts';
import { usePartTicks, useTickKeys, type PartTicks } from './use-ticks.ts';
import './grouped.css';

type Value = string | number | null;

interface GroupedProps {
  readonly field: string;
  readonly query: ListQuery;
  /** Of the whole list. */
  readonly total: number;
  readonly columns: readonly ColumnChoice[];
  readonly onOpen: (id: number) => void;
}

/** Rows an open group shows in place; more are seen with "only this group". */
const SHOWN_ROWS = 12;

/** The list in groups: each with its count, opened and closed by click or Enter. */
export function GroupedList(props: GroupedProps) {
  const t = useT();
  const { field, query } = props;
  const { sort: _, ...counted } = query;
  const { data, error, isPending, refetch } = useApiQuery('customers.facets', { field, query: counted, ...(isByMonth(field) && { by: 'month' as const }) }, { placeholderData: keepPreviousData, retry: false });
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => ordered(field, data?.values ?? []), [field, data]);
  const ticked = useListView((view) => view.selection.mode === 'all' || view.selection.ids.size > 0);
  useTickKeys(props.total);
  if (error) return <ErrorState error={error.error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading rows={10} />;
  const keys = groups.map(({ value }) => String(value));
  const toggle = (key: string) => setClosed((old) => (old.has(key) ? new Set([...old].filter((one) => one !== key)) : new Set([...old, key])));
  return (
    <div className={`grouped${ticked ? ' has-selection' : ''}`} role="region" aria-label={t('views.group.label')}>
      <div className="grouped-tools">
        <Button type="link" size="small" onClick={() => setClosed(new Set())}>
          {t('views.group.expandAll')}
        </Button>
        <Button type="link" size="small" onClick={() => setClosed(new Set(keys))}>
          {t('views.group.collapseAll')}
        </Button>
      </div>
      {groups.map(({ value, count }) => (
        <Group key={String(value)} {...props} value={value} count={count} isOpen={!closed.has(String(value))} onToggle={() => toggle(String(value))} />
      ))}
    </div>
  );
}

/** Months from the newest to the oldest, birthdays by the calendar, everything else by how many; those without a value last. */
function ordered(field: string, values: readonly { readonly value: Value; readonly count: number }[]): readonly { readonly value: Value; readonly count: number }[] {
  const isEmpty = (value: Value) => value === null || value === '';
  const sign = columnOf(field)?.kind === 'birthday' ? 1 : -1;
  return [...values].sort((a, b) => {
    if (isEmpty(a.value) || isEmpty(b.value)) return Number(isEmpty(a.value)) - Number(isEmpty(b.value));
    return isByMonth(field) ? sign * String(a.value).localeCompare(String(b.value)) : b.count - a.count;
  });
}

function Group(props: GroupedProps & { readonly value: Value; readonly count: number; readonly isOpen: boolean; readonly onToggle: () => void }) {
  const t = useT();
  const { byId } = useTags();
  const { field, value, count, isOpen } = props;
  const name = groupName(t, field, value, () => valueLabel({ t, tags: byId }, field, value));
  const { source, list } = usePart(partQuery(props.query, groupCondition(field, value)));
  const ticks = usePartTicks(source, list);
  const only = () => {
    const { conditions } = useListView.getState();
    useListView.setState({ group: null });
    askList({ conditions: [...conditions, groupCondition(field, value)] });
  };
  return (
    <section className="grouped-part">
      <div className="grouped-head">
        <TickBox label={t('views.group.tick', { group: name, count })} state={ticks.state} onTick={ticks.toggleAll} />
        <button type="button" aria-expanded={isOpen} onClick={props.onToggle}>
          {isOpen ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
          <strong>{name}</strong>
          <span className="quiet tabular">{t('views.group.count', { count })}</span>
        </button>
        <Button type="link" size="small" onClick={only}>
          {t('views.group.only')}
        </Button>
      </div>
      {isOpen && <GroupRows {...props} name={name} source={source} list={list} ticks={ticks} />}
    </section>
  );
}

function groupName(t: Translate, field: string, value: Value, label: () => string): string {
  if (value === null || value === '') return t('views.group.noValue');
  if (!isByMonth(field)) return label();
  const [year = '', month = ''] = String(value).split('-');
  return month === '' ? t('views.group.birthMonth', { month: String(Number(year)) }) : t('views.group.month', { year, month: String(Number(month)) });
}

interface GroupRowsProps extends GroupedProps {
  readonly count: number;
  readonly name: string;
  readonly source: ListSource;
  readonly list: ListState;
  readonly ticks: PartTicks;
}

function GroupRows(props: GroupRowsProps) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const rowPx = useRowPx();
  const { columns, count, source, list, ticks } = props;
  const selection = useListView((view) => view.selection);
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0 });
  const draw = useMemo(() => cellDrawer({ t, language, tags: byId, search: '' }), [t, language, byId]);
  const open = (row: number) => {
    const one = source.row(row);
    if (one) props.onOpen(one.id);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') return open(active.row);
    if (event.key === ' ') {
      event.preventDefault();
      return ticks.toggle(active.row, event.shiftKey);
    }
    const moved = movedCursor(active, event, { rows: list.total, columns: columns.length, pageRows: SHOWN_ROWS });
    if (!moved) return;
    event.preventDefault();
    setActive(moved);
  };
  const shown = Math.min(count, SHOWN_ROWS);
  return (
    <div className="grouped-rows" style={{ height: rowPx * (shown + 1) + 2 }}>
      <RowGrid
        label={t('views.group.rows', { group: props.name })}
        source={source}
        list={list}
        columns={columns}
        rowPx={rowPx}
        draw={draw}
        loadingLabel={t('customers.list.loadingRow')}
        selection={selection}
        active={active}
        onCell={(cell, event, what) => {
          if (what === 'tick' || event.shiftKey) return ticks.toggle(cell.row, event.shiftKey);
          setActive(cell.column < 0 ? { ...cell, column: 0 } : cell);
          if (columns[cell.column]?.field === 'name') open(cell.row);
        }}
        onKey={onKey}
        header={
          <div role="row" className="grid-head" aria-rowindex={1}>
            <div role="columnheader" aria-colindex={1} className="grid-tick" />
            {columns.map(({ field }, index) => (
              <div key={field} role="columnheader" aria-colindex={index + 2} className={`grid-heading c-${field.replace(':', '-')}`}>
                <span className="heading-sort">{fieldLabel(t, field)}</span>
              </div>
            ))}
          </div>
        }
      />
    </div>
  );
}
