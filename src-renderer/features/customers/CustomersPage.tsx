import { PlusOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Condition } from '../../../shared/kernel/filter.ts';
import { api } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { currentLanguage, useLanguage, useT } from '../../lib/i18n.ts';
import { lockNow, refreshSession, useBook } from '../../lib/session.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { ErrorState, Loading, Note } from '../../ui/States.tsx';
import { openNewCustomer } from './create/draft-store.ts';
import { NewCustomer } from './create/NewCustomer.tsx';
import { askList, listSource, useListState } from './list-session.ts';
import { BulkBar } from './list/BulkBar.tsx';
import { ColumnChooser } from './list/ColumnChooser.tsx';
import { CustomersGrid } from './list/CustomersGrid.tsx';
import { FilterButton, FilterChips, type FilterTarget } from './list/FilterBar.tsx';
import { EmptyBook, NoResults } from './list/ListStates.tsx';
import { SearchBox } from './list/SearchBox.tsx';
import { useColumns } from './list/use-columns.ts';
import { useExport } from './list/use-export.ts';
import type { ListState } from './model/list-source.ts';
import { queryOf, useListView } from './model/list-view.ts';
import { ALL_SELECTED, NOTHING_SELECTED, selectedCount, toSelection } from './model/selection.ts';
import { Inspector } from './profile/Inspector.tsx';
import { useBookSettings } from './record/use-choices.ts';
import './customers.css';

/** The customers of the book: search, filter, sort, look, change; the program's main screen. */
export function CustomersPage() {
  const t = useT();
  const language = useLanguage();
  const source = listSource();
  const list = useListState(source);
  const view = useListView();
  const columns = useColumns();
  const [target, setTarget] = useState<FilterTarget>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const doExport = useExport(source, list.total);
  useFirstQuestion();
  useAddress();
  useShortcut('n', () => openNewCustomer(), { label: t('customers.keys.add') });

  const focusRows = (): void => stage.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const openFull = (id: number): void => void navigate({ to: '/customers/$id', params: { id } });
  const setText = (text: string): void => askList({ text });
  const clearText = (): void => {
    setText('');
    if (searchInput.current) searchInput.current.value = '';
  };
  const setConditions = (conditions: readonly Condition[]): void => askList({ conditions });
  const stepInspector = (by: 1 | -1): void => {
    const row = Math.max(0, Math.min(list.total - 1, view.active.row + by));
    const next = source.row(row);
    if (next) useListView.setState({ active: { ...view.active, row }, openId: next.id });
  };
  const filter = { conditions: view.conditions, query: queryOf(view), target, onTarget: setTarget, onChange: setConditions };
  return (
    <Page
      title={t('customers.title')}
      {...(list.phase === 'ready' && { count: countText(t, list, formatNumber(list.total, language)) })}
      tools={
        <>
          <SearchBox label={t('customers.search.label')} placeholder={t('customers.search.placeholder')} text={view.text} onText={setText} onLeave={focusRows} inputRef={searchInput} />
          <FilterButton {...filter} />
          <ColumnChooser columns={columns.columns} onChange={columns.setColumns} />
        </>
      }
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => openNewCustomer()} aria-keyshortcuts="N">
          {t('customers.create.button')}
          <KeyHint keys="n" />
        </Button>
      }
    >
      <div className="customers">
        <FilterChips {...filter} />
        {list.indexing && <Note kind="info">{t('customers.search.indexing')}</Note>}
        <span className="sr-only" role="status">
          {list.query.text === undefined || list.phase !== 'ready' ? '' : t('customers.search.results', { count: list.total })}
        </span>
        <div className="customers-stage" ref={stage}>
          <ListBody list={list} onRetry={() => source.refresh()} onClearText={clearText} onClearFilters={() => setConditions([])}>
            <CustomersGrid {...columns} source={source} list={list} onFilter={(field) => setTarget({ field })} onOpenFull={openFull} />
          </ListBody>
          {view.openId !== null && (
            <Inspector id={view.openId} onClose={() => useListView.setState({ openId: null })} onStep={stepInspector} onOpenFull={openFull} />
          )}
          <BulkBar
            count={selectedCount(view.selection, list.total)}
            total={list.total}
            selection={toSelection(view.selection, queryOf(view))}
            onClear={() => useListView.setState({ selection: NOTHING_SELECTED })}
            onAll={() => useListView.setState({ selection: ALL_SELECTED })}
            onExport={(selection) => void doExport(selection)}
          />
        </div>
      </div>
      <NewCustomer onSaved={() => source.refresh()} onOpenOther={openFull} />
    </Page>
  );
}

const countText = (t: ReturnType<typeof useT>, list: ListState, count: string): string => (list.totalIsLowerBound ? t('customers.countAtLeast', { count }) : count);

/** The grid, or what stands in its place when there are no rows to show. */
function ListBody(props: { readonly list: ListState; readonly onRetry: () => void; readonly onClearText: () => void; readonly onClearFilters: () => void; readonly children: React.ReactNode }) {
  const { list } = props;
  const navigate = useNavigate();
  const book = useBook();
  const { text = '', filter } = list.query;
  if (list.phase === 'error' && list.error) return <ErrorState error={list.error} onRetry={props.onRetry} />;
  if (list.phase === 'loading' && list.generation === 0) return <Loading rows={12} />;
  if (list.total > 0) return props.children;
  if (text === '' && filter === undefined) {
    const openSample = async (): Promise<void> => {
      await lockNow();
      await api.call('books.openSample', { language: currentLanguage() });
      await refreshSession();
    };
    return <EmptyBook onImport={() => void navigate({ to: '/transfer' })} onAdd={() => openNewCustomer()} onSample={book?.sample === true ? null : () => void openSample()} />;
  }
  return <NoResults text={text} hasFilters={filter !== undefined} onClearText={props.onClearText} onClearFilters={props.onClearFilters} onAdd={openNewCustomer} />;
}

/** Asks the first time, in the order the book remembers; later visits find the rows as they were left. */
function useFirstQuestion(): void {
  const settings = useBookSettings();
  const sort = settings?.listSort;
  useEffect(() => {
    if (sort === undefined || listSource().state().generation > 0 || useListView.getState().sort !== null) return;
    askList({ sort: sort === null ? null : { field: sort.field, direction: sort.dir } });
  }, [sort]);
}

/** What the address asks for: the customers with a tag, or the form for a new one. Used once, then taken out of it. */
function useAddress(): void {
  const { tag, new: isNew } = useSearch({ from: '/customers' });
  const navigate = useNavigate();
  useEffect(() => {
    if (tag === undefined && isNew !== true) return;
    if (tag !== undefined) askList({ text: '', conditions: [{ field: 'tags', test: { op: 'any', values: [tag] } }] });
    if (isNew === true) openNewCustomer();
    void navigate({ to: '/customers', search: {}, replace: true });
  }, [tag, isNew, navigate]);
}
