import { PlusOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { IMPORT_FIELD, type FilterNode, type ListFilter } from '../../../shared/kernel/filter.ts';
import { api } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { currentLanguage, useLanguage, useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { lockNow, refreshSession, useBook } from '../../lib/session.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { ErrorState, Loading, Note } from '../../ui/States.tsx';
import { chipsOf } from '../segments/builder-model.ts';
import { FilterBuilder } from '../segments/FilterBuilder.tsx';
import { SegmentForm } from '../segments/SegmentForm.tsx';
import { ListOrBoard } from '../views/ListOrBoard.tsx';
import { useStartView } from '../views/use-start-view.ts';
import { useCurrentView } from '../views/use-views.ts';
import { openPlain } from '../views/view-state.ts';
import { ViewChanges, ViewTools } from '../views/ViewTools.tsx';
import { useKeptDraft } from './create/draft-keeper.ts';
import { openNewCustomer } from '../common/draft-store.ts';
import { NewCustomer } from './create/NewCustomer.tsx';
import { useChart } from '../common/chart-store.ts';
import { askList, listSource, useListState } from '../common/list-session.ts';
import { BulkBar } from './list/BulkBar.tsx';
import { ColumnChooser } from './list/ColumnChooser.tsx';
import { CustomersGrid } from './list/CustomersGrid.tsx';
import { FilterButton, FilterChips, type FilterProps, type FilterTarget } from './list/FilterBar.tsx';
import { EmptyBook, NoResults } from './list/ListStates.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { useColumns } from './list/use-columns.ts';
import { useExport } from './list/use-export.ts';
import { isCounted, type ListSource, type ListState } from '../common/model/list-source.ts';
import { queryOf, useListView } from '../common/model/list-view.ts';
import { ALL_SELECTED, NOTHING_SELECTED, selectedCount, toSelection } from '../common/model/selection.ts';
import { Inspector } from './profile/Inspector.tsx';
import { useBookSettings } from '../common/use-choices.ts';
import './customers.css';

const Distribution = lazy(() => import('../views/Distribution.tsx').then((m) => ({ default: m.Distribution })));

/** The customers of the book: search, filter, sort, look, change; the program's main screen. */
export function CustomersPage() {
  const t = useT();
  const language = useLanguage();
  const source = listSource();
  const list = useListState(source);
  useFirstQuestion();
  useAddress();
  useKeptDraft();
  const mayAdd = useMay('customers.create');
  useShortcut('n', () => openNewCustomer(), { label: t('customers.keys.add'), enabled: mayAdd });
  const stage = useRef<HTMLDivElement>(null);
  const [searchKey, setSearchKey] = useState(0);
  const navigate = useNavigate();
  const columns = useColumns();
  const filter = useFilter();
  const view = useCurrentView();
  const [saving, setSaving] = useState<ListFilter | null>(null);
  const openFull = useCallback((id: number) => void navigate({ to: '/customers/$id', params: { id } }), [navigate]);
  const clearText = (): void => {
    setText('');
    setSearchKey(searchKey + 1);
  };
  return (
    <Page
      title={view?.name ?? t('customers.title')}
      {...(list.phase === 'ready' && { count: countText(t, list, formatNumber(list.total, language)) })}
      tools={
        <>
          <Search key={searchKey} stage={stage} />
          <FilterButton {...filter} />
          <ViewTools />
          <ColumnChooser columns={columns.columns} onChange={columns.setColumns} />
        </>
      }
      actions={
        <May call="customers.create">
          <AddButton />
        </May>
      }
    >
      <div className="customers">
        <div className="customers-asked">
          <FilterChips {...filter} />
          <ViewChanges />
        </div>
        {filter.builder && (
          <FilterBuilder
            filter={{ all: [...filter.conditions] }}
            title={t('segments.builder.title')}
            okText={t('segments.builder.apply')}
            onOk={(next) => filter.closeBuilder(chipsOf(next))}
            onSave={(next) => {
              filter.closeBuilder(chipsOf(next));
              setSaving(next);
            }}
            onClose={() => filter.closeBuilder(null)}
          />
        )}
        {saving && <SegmentForm what={{ filter: saving }} onDone={() => setSaving(null)} />}
        {list.indexing && <Note kind="info">{t('customers.search.indexing')}</Note>}
        <span className="sr-only" role="status">
          {list.query.text === undefined || list.phase !== 'ready' || !isCounted(list) ? '' : t('customers.search.results', { count: list.total })}
        </span>
        <div className="customers-stage" ref={stage}>
          <ListBody list={list} onRetry={() => source.refresh()} onClearText={clearText} onClearFilters={() => askList({ conditions: [] })}>
            <ListOrBoard list={list} columns={columns.columns} onOpen={openCustomer}>
              <CustomersGrid {...columns} source={source} list={list} onFilter={filter.onField} onOpenFull={openFull} />
            </ListOrBoard>
          </ListBody>
          <OpenCustomer source={source} total={list.total} onOpenFull={openFull} />
          <Ticked total={list.total} />
        </div>
      </div>
      <Chart />
      <NewCustomer onSaved={() => source.refresh()} onOpenOther={openFull} />
    </Page>
  );
}

/** Its code comes when it is first looked at. */
function Chart() {
  const isOpen = useChart((store) => store.isOpen);
  return isOpen ? (
    <Suspense fallback={null}>
      <Distribution />
    </Suspense>
  ) : null;
}

const setText = (text: string): void => askList({ text });
const openCustomer = (id: number): void => useListView.setState({ openId: id });

/** The search box knows its text itself, so that typing draws nothing but the rows found. */
function Search({ stage }: { readonly stage: RefObject<HTMLDivElement | null> }) {
  const t = useT();
  const [start] = useState(() => useListView.getState().text);
  const toRows = useCallback(() => stage.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), [stage]);
  return <SearchBox label={t('customers.search.label')} placeholder={t('customers.search.placeholder')} text={start} onText={setText} onLeave={toRows} />;
}

const AddButton = memo(function AddButton() {
  const t = useT();
  return (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => openNewCustomer()} aria-keyshortcuts="N">
      {t('customers.create.button')}
      <KeyHint keys="n" />
    </Button>
  );
});

/** The conditions in force and the one being written. */
function useFilter(): FilterProps & { readonly onField: (field: string) => void; readonly builder: boolean; readonly closeBuilder: (next: readonly FilterNode[] | null) => void } {
  const conditions = useListView((view) => view.conditions);
  const [target, setTarget] = useState<FilterTarget>(null);
  const [builder, setBuilder] = useState(false);
  const onField = useCallback((field: string) => setTarget({ field }), []);
  return useMemo(
    () => ({
      conditions,
      target,
      onTarget: setTarget,
      onField,
      onChange: (next: readonly FilterNode[]) => askList({ conditions: next }),
      onAdvanced: () => setBuilder(true),
      builder,
      closeBuilder: (next: readonly FilterNode[] | null) => {
        setBuilder(false);
        if (next) askList({ conditions: next });
      },
    }),
    [conditions, target, onField, builder],
  );
}

/** The inspector, following the cursor of the list. */
function OpenCustomer(props: { readonly source: ListSource; readonly total: number; readonly onOpenFull: (id: number) => void }) {
  const openId = useListView((view) => view.openId);
  if (openId === null) return null;
  const step = (by: 1 | -1): void => {
    const { active } = useListView.getState();
    const row = Math.max(0, Math.min(props.total - 1, active.row + by));
    const next = props.source.row(row);
    if (next) useListView.setState({ active: { ...active, row }, openId: next.id });
  };
  return <Inspector id={openId} onClose={() => useListView.setState({ openId: null })} onStep={step} onOpenFull={props.onOpenFull} />;
}

function Ticked({ total }: { readonly total: number }) {
  const selection = useListView((view) => view.selection);
  const doExport = useExport();
  const count = selectedCount(selection, total);
  if (count === 0) return null;
  return (
    <BulkBar
      count={count}
      total={total}
      selection={toSelection(selection, queryOf(useListView.getState()))}
      onClear={() => useListView.setState({ selection: NOTHING_SELECTED })}
      onAll={() => useListView.setState({ selection: ALL_SELECTED })}
      onExport={(chosen) => void doExport(chosen)}
    />
  );
}

const countText = (t: ReturnType<typeof useT>, list: ListState, count: string): string => (list.totalIsLowerBound ? t('customers.countAtLeast', { count }) : count);

/** The grid, or what stands in its place when there are no rows to show. */
function ListBody(props: { readonly list: ListState; readonly onRetry: () => void; readonly onClearText: () => void; readonly onClearFilters: () => void; readonly children: ReactNode }) {
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
  const noView = useStartView();
  useEffect(() => {
    if (!noView || sort === undefined || listSource().state().generation > 0 || useListView.getState().sort !== null) return;
    askList({ sort: sort === null ? null : { field: sort.field, direction: sort.dir } });
  }, [sort, noView]);
}

/** What the address asks for: the customers with a tag, or the form for a new one. Used once, then taken out of it. */
function useAddress(): void {
  const { tag, segment, import: importId, new: isNew } = useSearch({ from: '/customers' });
  const navigate = useNavigate();
  useEffect(() => {
    if (tag === undefined && segment === undefined && importId === undefined && isNew !== true) return;
    if (tag !== undefined) openPlain({ all: [{ field: 'tags', test: { op: 'any', values: [tag] } }] });
    if (segment !== undefined) openPlain({ all: [{ segment }] });
    if (importId !== undefined) openPlain({ all: [{ field: IMPORT_FIELD, test: { op: 'equals', value: importId } }] });
    if (isNew === true) openNewCustomer();
    void navigate({ to: '/customers', search: {}, replace: true });
  }, [tag, segment, importId, isNew, navigate]);
}
