import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { Product, ProductQuery } from '../../../shared/modules/products.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatMoney, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { RowList, type RowColumn } from '../../ui/RowList.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { SaleTabs } from '../../ui/SaleTabs.tsx';
import { CellInput, isEditable, type EditedCell } from './CellInput.tsx';
import { ProductForm } from './ProductForm.tsx';
import { useProductDeeds } from './use-product-deeds.ts';
import './products.css';

const SHOWN = 200;

/** The price list: search, change in place, categories, on and off sale. */
export function ProductsPage() {
  const t = useT();
  const language = useLanguage();
  const [query, setQuery] = useState<ProductQuery>({});
  const [form, setForm] = useState<Product | 'new' | null>(null);
  const list = useApiQuery('products.list', { query, limit: SHOWN }, { placeholderData: (before) => before });
  const stage = useRef<HTMLDivElement>(null);
  const deeds = useProductDeeds(query);
  const bin = query.deleted === true;
  const [mayWrite, mayExport] = [useMay('products.create'), useMay('products.export')];
  useShortcut('n', () => setForm('new'), { label: t('sales.keys.product'), enabled: mayWrite });
  const toGrid = (): void => stage.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  return (
    <Page
      title={t(bin ? 'sales.products.binTitle' : 'sales.products.title')}
      {...(list.data && { count: formatNumber(list.data.total, language) })}
      tools={
        <>
          <SaleTabs page="products" />
          <SearchBox label={t('sales.products.search')} placeholder={t('sales.products.search')} text={query.text ?? ''} onText={(text) => setQuery(without({ ...query, text: text.trim() }))} onLeave={toGrid} />
          {!bin && <Filters query={query} onChange={(patch) => setQuery(without({ ...query, ...patch }))} />}
        </>
      }
      actions={
        <>
          {(mayWrite || mayExport) && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  ...(mayWrite ? [{ key: 'import', label: t('sales.products.import') }] : []),
                  ...(mayExport ? [{ key: 'export', label: t('sales.products.export') }] : []),
                  ...(mayWrite ? [{ key: 'bin', label: t(bin ? 'sales.products.leaveBin' : 'sales.products.bin') }] : []),
                ],
                onClick: ({ key }) => {
                  if (key === 'bin') setQuery(bin ? {} : { deleted: true });
                  else if (key === 'import') void deeds.importList();
                  else void deeds.exportList();
                },
              }}
            >
              <Button loading={deeds.busy}>{t('sales.more')}</Button>
            </Dropdown>
          )}
          {mayWrite && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setForm('new')}>
              {t('sales.products.add')}
              <KeyHint keys="n" />
            </Button>
          )}
        </>
      }
    >
      <div className="sales">
        <div className="sales-stage" ref={stage}>
          {list.isError && <ErrorState error={toAppError(list.error)} onRetry={() => void list.refetch()} />}
          {list.isPending && <Loading rows={8} />}
          {list.data && <Rows query={query} rows={list.data.rows} total={list.data.total} deeds={deeds} onForm={setForm} />}
        </div>
      </div>
      {form !== null && <ProductForm key={form === 'new' ? 'new' : form.id} product={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </Page>
  );
}

const without = (query: ProductQuery): ProductQuery => Object.fromEntries(Object.entries(query).filter(([, v]) => v !== undefined && v !== ''));

function Filters({ query, onChange }: { readonly query: ProductQuery; readonly onChange: (patch: Partial<ProductQuery>) => void }) {
  const t = useT();
  const found = useApiQuery('products.categories', {}).data;
  return (
    <>
      {found !== undefined && found.categories.length > 0 && (
        <Select
          size="small"
          value={query.category ?? ''}
          aria-label={t('sales.products.category')}
          popupMatchSelectWidth={false}
          options={[{ value: '', label: t('sales.anyCategory') }, ...found.categories.map(({ name, count }) => ({ value: name, label: `${name} ${count}` }))]}
          onChange={(category) => onChange({ category: category === '' ? undefined : category })}
        />
      )}
      <Select
        size="small"
        value={query.active === undefined ? '' : query.active ? 'active' : 'inactive'}
        aria-label={t('sales.products.status')}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: t('sales.products.anyStatus') },
          { value: 'active', label: t('sales.products.active') },
          { value: 'inactive', label: t('sales.products.inactive') },
        ]}
        onChange={(value) => onChange({ active: value === '' ? undefined : value === 'active' })}
      />
    </>
  );
}

interface RowsProps {
  readonly query: ProductQuery;
  readonly rows: readonly Product[];
  readonly total: number;
  readonly deeds: ReturnType<typeof useProductDeeds>;
  readonly onForm: (form: Product | 'new') => void;
}

function Rows({ query, rows, total, deeds, onForm }: RowsProps) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const [edited, setEdited] = useState<EditedCell | null>(null);
  const bin = query.deleted === true;
  const mayWrite = useMay('products.update');
  const columns = useMemo(() => {
    const plain = columnsOf(t, language);
    const editable = bin || !mayWrite ? plain : plain.map((column) => withEditor(column, edited, setEdited));
    const sales = (id: number): void => void navigate({ to: '/sales', search: { productId: id } });
    return mayWrite ? [...editable, actionsColumn(t, deeds, bin, sales)] : editable;
  }, [t, language, edited, bin, deeds, navigate, mayWrite]);
  if (rows.length === 0) {
    if (bin) return <Empty text={t('sales.products.binEmpty')} />;
    if (Object.keys(query).length > 0) return <Empty text={t('sales.products.none')} />;
    return (
      <Empty
        text={t('sales.products.empty')}
        {...(mayWrite && { detail: t('sales.products.emptyDetail') })}
        action={
          mayWrite && <>
            <Button type="primary" onClick={() => onForm('new')}>
              {t('sales.products.add')}
            </Button>
            <Button onClick={() => void deeds.importList()}>{t('sales.products.import')}</Button>
          </>
        }
      />
    );
  }
  return (
    <RowList
      label={t('sales.products.grid')}
      columns={columns}
      rows={rows}
      total={total}
      openOnDouble
      onOpen={(row) => mayWrite && edited === null && !bin && onForm(row)}
      onKey={(event, row) => {
        if (!row || bin || !mayWrite) return;
        if (event.key === 'Delete') void deeds.remove(row);
        else if (event.key === 'F2' || event.key === 'e') setEdited({ id: row.id, field: 'priceMinor' });
        else return;
        event.preventDefault();
      }}
      rowClass={(p) => (p.active ? '' : 'is-inactive')}
      footer={total > rows.length ? <p className="row-list-foot">{t('sales.products.tooMany', { count: total, shown: rows.length })}</p> : null}
    />
  );
}

function columnsOf(t: Translate, language: ReturnType<typeof useLanguage>): readonly RowColumn<Product>[] {
  const money = (minor: number | null, p: Product): string => (minor === null ? '' : formatMoney(minor, p.currency, language));
  return [
    { key: 'code', title: t('sales.products.code'), width: '7rem', cell: (p) => <span className="tabular">{p.code ?? ''}</span> },
    { key: 'name', title: t('sales.products.name'), width: 'minmax(9rem, 2fr)', cell: (p) => p.name },
    { key: 'category', title: t('sales.products.category'), width: 'minmax(6rem, 1fr)', cell: (p) => p.category ?? '' },
    { key: 'unit', title: t('sales.products.unit'), width: '5rem', cell: (p) => p.unit ?? '' },
    { key: 'priceMinor', title: t('sales.products.price'), width: '8rem', align: 'end', cell: (p) => money(p.priceMinor, p) },
    { key: 'costMinor', title: t('sales.products.cost'), width: '8rem', align: 'end', cell: (p) => <span className="quiet">{money(p.costMinor, p)}</span> },
    { key: 'status', title: t('sales.products.status'), width: '5rem', cell: (p) => <span className={p.active ? 'sale-chip is-settled' : 'sale-chip'}>{t(p.active ? 'sales.products.active' : 'sales.products.inactive')}</span> },
  ];
}

/** A cell that is pressed becomes a field; what is typed is saved when it is left. */
function withEditor(column: RowColumn<Product>, edited: EditedCell | null, onEdit: (cell: EditedCell | null) => void): RowColumn<Product> {
  const field = column.key;
  if (!isEditable(field)) return column;
  return {
    ...column,
    cell: (product) =>
      edited?.id === product.id && edited.field === field ? (
        <CellInput product={product} field={field} onDone={() => onEdit(null)} />
      ) : (
        <span className="cell-press" onClick={() => onEdit({ id: product.id, field })}>
          {column.cell(product)}
          {'\u00a0'}
        </span>
      ),
  };
}

function actionsColumn(t: Translate, deeds: ReturnType<typeof useProductDeeds>, bin: boolean, sales: (id: number) => void): RowColumn<Product> {
  return {
    key: 'actions',
    title: '',
    width: '6rem',
    cell: (product) =>
      bin ? (
        <Button size="small" onClick={() => void deeds.restore(product)}>
          {t('sales.products.restore')}
        </Button>
      ) : (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'turn', label: t(product.active ? 'sales.products.stop' : 'sales.products.start') },
              { key: 'sales', label: t('sales.products.sales') },
              { key: 'remove', label: t('sales.products.remove') },
            ],
            onClick: ({ key }) => (key === 'turn' ? void deeds.turn(product) : key === 'sales' ? sales(product.id) : void deeds.remove(product)),
          }}
        >
          <Button size="small" type="text" aria-label={`${t('sales.more')}: ${product.name}`}>
            {t('sales.more')}
          </Button>
        </Dropdown>
      ),
  };
}
