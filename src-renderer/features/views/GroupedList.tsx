import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { keepPreviousData } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { MAX_FACET_LIMIT, type ListQuery } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { askList } from '../common/list-session.ts';
import { cellDrawer } from '../grid/cells.tsx';
import { fieldLabel } from '../common/filter-words.ts';
import { movedCursor } from '../grid/grid-keys.ts';
import { RowGrid } from '../grid/RowGrid.tsx';
import { FOUND } from '../grid/FoundIn.tsx';
import { TickBox } from '../grid/TickBox.tsx';
import { useFoundIn, withFoundColumn } from '../grid/use-found-in.ts';
import { useRowPx } from '../grid/use-row-px.ts';
import { columnOf, type ColumnChoice } from '../common/model/columns.ts';
import { useListView, type ActiveCell } from '../common/model/list-view.ts';
import type { ListSource, ListState } from '../common/model/list-source.ts';
import { useTags } from '../common/use-choices.ts';
import { facetsBy, groupCondition, usualWay } from './fields.ts';
import { groupWords, orderedGroups, type GroupFacet } from './group-words.ts';
import { partQuery, usePart } from './use-part.ts';
import { usePartTicks, useTickKeys, type PartTicks } from './use-ticks.ts';
import './grouped.css';

interface GroupedProps {
  readonly field: string;
  readonly query: ListQuery;
  /** Of the whole list. */
  readonly total: number;
  readonly columns: readonly ColumnChoice[];
  readonly onOpen: (id: number) => void;
}

/** Groups shown at first, and how many more at a time. */
const GROUPS = 200;
/** Rows an open group shows in place; more are seen with "only this group". */
const SHOWN_ROWS = 12;

/** The list in groups: each with its count, opened and closed by click or Enter. */
export function GroupedList(props: GroupedProps) {
  const t = useT();
  const { field, query } = props;
  const { sort: _, ...counted } = query;
  const [limit, setLimit] = useState(GROUPS);
  const { data, error, isPending, refetch } = useApiQuery('customers.facets', { field, query: counted, ...facetsBy(usualWay(field)), limit }, { placeholderData: keepPreviousData, retry: false });
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  // One table to the eye: when a group has to say why somebody was found, all have the column.
  const [explained, setExplained] = useState<ReadonlySet<string>>(new Set());
  const onExplained = useCallback((key: string, has: boolean) => setExplained((old) => (old.has(key) === has ? old : new Set(has ? [...old, key] : [...old].filter((one) => one !== key)))), []);
  const groups = useMemo(() => orderedGroups(usualWay(field), data?.values ?? []), [field, data]);
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
      {groups.map((facet) => (
        <Group key={String(facet.value)} {...props} facet={facet} saysWhy={explained.size > 0} onExplained={onExplained} isOpen={!closed.has(String(facet.value))} onToggle={() => toggle(String(facet.value))} />
      ))}
      {data.left.values > 0 && (
        <p className="grouped-left" role="status">
          <span>{t('views.group.left', { groups: data.left.values, count: data.left.count })}</span>
          {limit < MAX_FACET_LIMIT ? (
            <Button size="small" onClick={() => setLimit(Math.min(MAX_FACET_LIMIT, limit + GROUPS))}>
              {t('views.group.showMore', { count: Math.min(GROUPS, data.left.values) })}
            </Button>
          ) : (
            <span className="quiet">{t('views.group.narrow')}</span>
          )}
        </p>
      )}
    </div>
  );
}

interface Explained {
  /** Somewhere in the list somebody was found by what no column shows. */
  readonly saysWhy: boolean;
  readonly onExplained: (group: string, has: boolean) => void;
}

function Group(props: GroupedProps & Explained & { readonly facet: GroupFacet; readonly isOpen: boolean; readonly onToggle: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const { field, isOpen } = props;
  const { value, count } = props.facet;
  const name = groupWords({ t, language, tags: byId }, field, usualWay(field), props.facet);
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
      {isOpen && <GroupRows {...props} count={count} name={name} source={source} list={list} ticks={ticks} />}
    </section>
  );
}

interface GroupRowsProps extends GroupedProps, Explained {
  readonly facet: GroupFacet;
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
  const { count, source, list, ticks, onExplained, saysWhy } = props;
  const search = props.query.text ?? '';
  const key = String(props.facet.value);
  const { places, wasFound, onDrawn } = useFoundIn(source, search, props.columns);
  useEffect(() => {
    onExplained(key, wasFound);
    return () => onExplained(key, false);
  }, [onExplained, key, wasFound]);
  const columns = useMemo(() => (saysWhy ? withFoundColumn(props.columns) : props.columns), [props.columns, saysWhy]);
  const selection = useListView((view) => view.selection);
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0 });
  const draw = useMemo(() => cellDrawer({ t, language, tags: byId, search, found: places }), [t, language, byId, search, places]);
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
          if (['name', FOUND].includes(columns[cell.column]?.field ?? '')) open(cell.row);
        }}
        onKey={onKey}
        scrollRef={({ drawn }) => onDrawn(drawn)}
        header={
          <div role="row" className="grid-head" aria-rowindex={1}>
            <div role="columnheader" aria-colindex={1} className="grid-tick" />
            {columns.map(({ field }, index) => (
              <div key={field} role="columnheader" aria-colindex={index + 2} className={`grid-heading c-${field.replace(':', '-')}${columnOf(field)?.align === 'end' ? ' is-end' : ''}`}>
                <span className="heading-sort">{field === FOUND ? t('customers.found.column') : fieldLabel(t, field)}</span>
              </div>
            ))}
          </div>
        }
      />
    </div>
  );
}
