import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Customer, Selection } from '../../../../shared/modules/customers.ts';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage, useT, type TextKey } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { useUndoToast } from '../../../lib/undo.ts';
import { Page } from '../../../ui/Page.tsx';
import { SelectionBar } from '../../../ui/SelectionBar.tsx';
import { EraseDialog } from '../../privacy/EraseDialog.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { startListSource, useListState } from '../../common/list-session.ts';
import { cellDrawer } from '../../grid/cells.tsx';
import { movedCursor } from '../../grid/grid-keys.ts';
import { RowGrid } from '../../grid/RowGrid.tsx';
import { SearchBox } from '../../../ui/SearchBox.tsx';
import { useRowPx } from '../../grid/use-row-px.ts';
import type { GridScroll } from '../../grid/use-grid-scroll.ts';
import type { ListSource } from '../../common/model/list-source.ts';
import { addRange, ALL_SELECTED, headerState, MAX_SELECTED_IDS, NOTHING_SELECTED, selectedCount, toggleRow, toSelection, type RowSelection } from '../../common/model/selection.ts';
import { useTags } from '../../common/use-choices.ts';
import '../customers.css';
import './bin.css';

const COLUMNS = [
  { field: 'name', width: 220 },
  { field: 'phones', width: 160 },
  { field: 'company', width: 220 },
  { field: 'tags', width: 220 },
  { field: 'deletedAt', width: 140 },
] as const;

/** A source of its own for as long as the page is shown. */
function useBinSource(text: string): ListSource | null {
  const [source, setSource] = useState<ListSource | null>(null);
  useEffect(() => {
    const made = startListSource();
    setSource(made);
    return () => made.dispose();
  }, []);
  useEffect(() => {
    const trimmed = text.trim();
    source?.setQuery({ deleted: true, ...(trimmed === '' ? {} : { text: trimmed }) });
  }, [source, text]);
  return source;
}

/** The recycle bin: what was deleted, to be looked at and brought back. */
export function BinPage() {
  const [text, setText] = useState('');
  const source = useBinSource(text);
  return source === null ? <Loading rows={8} /> : <Bin source={source} text={text} onText={setText} />;
}

function Bin({ source, text, onText }: { readonly source: ListSource; readonly text: string; readonly onText: (text: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const list = useListState(source);
  const [selection, setSelection] = useState<RowSelection>(NOTHING_SELECTED);
  const stage = useRef<HTMLDivElement>(null);
  const restore = useRestore(source);
  const count = selectedCount(selection, list.total);
  const restoreTicked = async (): Promise<void> => {
    const chosen = toSelection(selection, list.query);
    if (chosen !== null && (await restore(chosen))) setSelection(NOTHING_SELECTED);
  };
  const ask = (next: string): void => {
    setSelection(NOTHING_SELECTED);
    onText(next);
  };
  return (
    <Page
      title={t('customers.bin.title')}
      {...(list.phase === 'ready' && { count: formatNumber(list.total, language) })}
      tools={
        <SearchBox label={t('customers.bin.search')} placeholder={t('customers.bin.search')} text={text} onText={ask} onLeave={() => stage.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()} />
      }
    >
      <div className="customers">
        <p className="bin-explain quiet">{t('customers.bin.explain')}</p>
        <div className={`customers-stage${count > 0 ? ' has-selection' : ''}`} ref={stage}>
          <BinBody source={source} list={list} selection={selection} onSelection={setSelection} onRestore={(row) => void restore({ ids: [row.id] }, row.name)} />
          <SelectionBar count={count} onClear={() => setSelection(NOTHING_SELECTED)}>
            {count < list.total && <Button onClick={() => setSelection(ALL_SELECTED)}>{t('customers.bulk.all')}</Button>}
            <Button type="primary" onClick={() => void restoreTicked()}>
              {t('customers.bin.restoreMany')}
            </Button>
          </SelectionBar>
        </div>
      </div>
    </Page>
  );
}

function useRestore(source: ListSource): (selection: Selection, name?: string) => Promise<boolean> {
  const t = useT();
  const undoToast = useUndoToast();
  return async (selection, name) => {
    const reply = await api.call('customers.restore', { selection });
    if (!reply.ok) {
      showToast({ kind: 'error', text: errorLine(t, reply.error) });
      return false;
    }
    source.refresh();
    const { count, actionId } = reply.value;
    undoToast(name === undefined ? t('customers.bin.restored', { count }) : t('customers.bin.restoredOne', { name }), actionId);
    return true;
  };
}

interface BodyProps {
  readonly source: ListSource;
  readonly list: ReturnType<typeof useListState>;
  readonly selection: RowSelection;
  readonly onSelection: (next: RowSelection | ((now: RowSelection) => RowSelection)) => void;
  readonly onRestore: (row: Customer) => void;
}

function BinBody(props: BodyProps) {
  const t = useT();
  const { list, source } = props;
  const navigate = useNavigate();
  if (list.phase === 'error' && list.error) return <ErrorState error={list.error} onRetry={() => source.refresh()} />;
  if (list.phase === 'loading' && list.generation === 0) return <Loading rows={8} />;
  if (list.total > 0) return <BinGrid {...props} />;
  const text = list.query.text ?? '';
  return text === '' ? (
    <Empty text={t('customers.bin.empty')} detail={t('customers.bin.emptyDetail')} action={<Button onClick={() => void navigate({ to: '/customers', search: {} })}>{t('customers.bin.back')}</Button>} />
  ) : (
    <Empty text={t('customers.bin.none', { text })} />
  );
}

function BinGrid({ source, list, selection, onSelection, onRestore }: BodyProps) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const navigate = useNavigate();
  const [active, setActive] = useState({ row: 0, column: 0 });
  const [hover, setHover] = useState<{ readonly row: number; readonly top: number } | null>(null);
  const rowPx = useRowPx();
  const draw = useMemo(() => cellDrawer({ t, language, tags: byId, search: list.query.text ?? '' }), [t, language, byId, list.query.text]);
  const ticked = headerState(selection, list.total);
  const open = (row: Customer | undefined): void => {
    if (row) void navigate({ to: '/customers/$id', params: { id: row.id } });
  };
  const tick = async (row: number, range: boolean): Promise<void> => {
    const one = source.row(row);
    if (!range || selection.anchor === null) return one && onSelection(toggleRow(selection, one.id, row));
    const ids = await source.idsBetween(Math.min(selection.anchor, row), Math.max(selection.anchor, row), MAX_SELECTED_IDS);
    onSelection((now) => addRange(now, ids));
  };
  const onKey = (event: KeyboardEvent, scroll: GridScroll): void => {
    const moved = movedCursor(active, event, { rows: list.total, columns: COLUMNS.length, pageRows: scroll.pageRows });
    if (moved) {
      setActive(moved);
      scroll.scrollToRow(moved.row);
    } else if (event.key === ' ') void tick(active.row, event.shiftKey);
    else if (event.key === 'Enter') open(source.row(active.row));
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) onSelection(ALL_SELECTED);
    else return;
    event.preventDefault();
  };
  const afterErasure = (): void => {
    setErasing(null);
    setHover(null);
    source.refresh();
  };
  const [erasing, setErasing] = useState<number | null>(null);
  const hovered = hover === null ? undefined : source.row(hover.row);
  return (
    <div className="list-stage" onPointerLeave={() => setHover(null)}>
      <RowGrid
        label={t('customers.bin.grid')}
        source={source}
        list={list}
        columns={COLUMNS}
        rowPx={rowPx}
        draw={draw}
        loadingLabel={t('customers.list.loadingRow')}
        selection={selection}
        active={active}
        onKey={onKey}
        onHover={(row, top) => setHover(row === null ? null : { row, top })}
        onCell={(cell, event, what) => {
          setActive({ row: cell.row, column: Math.max(0, cell.column) });
          if (what === 'tick' || event.shiftKey) void tick(cell.row, event.shiftKey);
          else if (what === 'double' || cell.column === 0) open(source.row(cell.row));
        }}
        header={
          <div role="row" className="grid-head" aria-rowindex={1}>
            <div role="columnheader" aria-colindex={1} className="grid-tick">
              <button
                type="button"
                role="checkbox"
                className="tick-all"
                aria-checked={ticked === 'some' ? 'mixed' : ticked === 'all'}
                aria-label={t('customers.list.selectAll', { count: list.total })}
                onClick={() => onSelection(ticked === 'all' ? NOTHING_SELECTED : ALL_SELECTED)}
              >
                <span className={`tick is-${ticked}`} />
              </button>
            </div>
            {COLUMNS.map(({ field }, index) => (
              <div key={field} role="columnheader" aria-colindex={index + 2} className={`grid-heading c-${field}`}>
                <span className="heading-sort">
                  <span>{field === 'deletedAt' ? t('customers.bin.deletedAt') : t(`fields.customer.${field}` as TextKey)}</span>
                </span>
              </div>
            ))}
          </div>
        }
      />
      {hover !== null && hovered && (
        <div className="row-actions" style={{ top: hover.top, height: rowPx }}>
          <Button size="small" onClick={() => onRestore(hovered)}>
            {t('customers.bin.restore')}
          </Button>
          <Button size="small" danger onClick={() => setErasing(hovered.id)}>
            {t('privacy.erase.button')}
          </Button>
        </div>
      )}
      {erasing !== null && <EraseDialog id={erasing} onClose={() => setErasing(null)} onDone={() => afterErasure()} />}
    </div>
  );
}
