import { CloseOutlined } from '@ant-design/icons';
import { AutoComplete, Input, type InputRef } from 'antd';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Product } from '../../../shared/modules/products.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { exponentOf, readAmount } from '../../../shared/kernel/money.ts';
import type { LineDraft } from './sale-draft.ts';
import { withProduct } from './sale-draft.ts';

const WORDS = 'words:';
const CREATE = 'create:';

/** One line of a sale by keyboard: product, Enter, quantity, Enter, price, Enter, next line. */
export function LineRow(props: {
  readonly line: LineDraft;
  readonly index: number;
  readonly currency: string;
  readonly netMinor: number | null;
  readonly wrong: 'quantity' | 'price' | 'discount' | undefined;
  readonly autoFocus: boolean;
  readonly onChange: (line: LineDraft) => void;
  readonly onRemove: (() => void) | null;
  /** Enter in the last field of the line. */
  readonly onNext: () => void;
  /** Enter in an empty product field: the lines are done. */
  readonly onDone: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const { line, currency, wrong } = props;
  const quantity = useRef<InputRef>(null);
  const price = useRef<InputRef>(null);
  const n = props.index + 1;
  const set = (patch: Partial<LineDraft>): void => props.onChange({ ...line, ...patch });
  // The list of suggestions takes the focus back while it closes.
  const toQuantity = (): void => void requestAnimationFrame(() => quantity.current?.focus({ cursor: 'all' }));
  const enter = (then: () => void) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    then();
  };
  return (
    <div className="sale-line" role="group" aria-label={`${t('sales.form.product')} ${n}`}>
      <ProductField {...props} onPick={(picked) => { props.onChange(picked); toQuantity(); }} />
      <Input
        ref={quantity}
        className="tabular"
        inputMode="decimal"
        value={line.quantity}
        status={wrong === 'quantity' ? 'error' : ''}
        aria-label={`${t('sales.form.quantity')} ${n}`}
        aria-invalid={wrong === 'quantity'}
        suffix={line.unit === null ? null : <span className="quiet">{line.unit}</span>}
        onChange={(event) => set({ quantity: event.target.value })}
        onFocus={(event) => event.target.select()}
        onKeyDown={enter(() => price.current?.focus({ cursor: 'all' }))}
      />
      <Input
        ref={price}
        className="tabular"
        inputMode="decimal"
        value={line.price}
        status={wrong === 'price' ? 'error' : ''}
        aria-label={`${t('sales.form.price')} ${n}`}
        aria-invalid={wrong === 'price'}
        onChange={(event) => set({ price: event.target.value })}
        onFocus={(event) => event.target.select()}
        onKeyDown={enter(props.onNext)}
      />
      <Input
        className="tabular"
        inputMode="decimal"
        value={line.discount}
        status={wrong === 'discount' ? 'error' : ''}
        aria-label={`${t('sales.form.lineDiscount')} ${n}`}
        aria-invalid={wrong === 'discount'}
        onChange={(event) => set({ discount: event.target.value })}
        onKeyDown={enter(props.onNext)}
      />
      <span className="sale-line-net tabular">{props.netMinor === null ? '' : formatMoney(props.netMinor, currency, language)}</span>
      <IconButton size="small" icon={<CloseOutlined aria-hidden />} label={t('sales.form.removeLine')} disabled={props.onRemove === null} onClick={() => props.onRemove?.()} />
    </div>
  );
}

function ProductField(props: { readonly line: LineDraft; readonly index: number; readonly currency: string; readonly autoFocus: boolean; readonly onChange: (line: LineDraft) => void; readonly onPick: (line: LineDraft) => void; readonly onDone: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { line, currency } = props;
  const [open, setOpen] = useState(false);
  const walked = useRef(false);
  const text = line.name.trim();
  const found = useApiQuery('products.list', { query: { text, active: true }, limit: 8 }, { enabled: open, placeholderData: (before) => before }).data?.rows ?? [];
  const pick = (product: Product): void => props.onPick(withProduct(line, product, currency));
  const create = async (): Promise<void> => {
    const priceMinor = readAmount(line.price, exponentOf(currency));
    const reply = await api.call('products.create', { name: text, currency, ...(priceMinor !== null && priceMinor >= 0 && { priceMinor }) });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    showToast({ kind: 'success', text: t('sales.form.created', { name: text }) });
    pick(reply.value);
  };
  // Enter takes the best match for what is written now, not for what the list still shows of a letter ago.
  const best = async (): Promise<void> => {
    setOpen(false);
    const reply = line.productId === null ? await api.call('products.list', { query: { text, active: true }, limit: 1 }) : null;
    const product = reply?.ok === true ? reply.value.rows[0] : undefined;
    if (product) pick(product);
    else props.onPick({ ...line, name: text });
  };
  const options: { value: string; label: ReactNode }[] = found.map((p) => ({
    value: String(p.id),
    label: (
      <span className="pick-product">
        <span>{p.name}</span>
        <span className="quiet tabular">{[p.code, p.priceMinor === null ? null : formatMoney(p.priceMinor, p.currency, language)].filter(Boolean).join(' · ')}</span>
      </span>
    ),
  }));
  if (text !== '' && !found.some((p) => p.name === text)) {
    options.push({ value: WORDS + text, label: t('sales.form.asWords', { text }) }, { value: CREATE + text, label: t('sales.form.create', { text }) });
  }
  return (
    <AutoComplete
      autoFocus={props.autoFocus}
      value={line.name}
      open={open && options.length > 0}
      options={options}
      defaultActiveFirstOption
      popupMatchSelectWidth={320}
      aria-label={`${t('sales.form.product')} ${props.index + 1}`}
      placeholder={props.index === 0 ? t('sales.form.productHint') : ''}
      onOpenChange={setOpen}
      onSearch={(name) => {
        setOpen(true);
        walked.current = false;
        props.onChange({ ...line, name, productId: null, category: null, unit: null });
      }}
      onSelect={(value: string) => {
        setOpen(false);
        const product = found.find((p) => String(p.id) === value);
        if (product) pick(product);
        else if (value.startsWith(CREATE)) void create();
        else props.onPick({ ...line, name: text });
      }}
      onInputKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') walked.current = true;
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing || (walked.current && open)) return;
        event.preventDefault();
        event.stopPropagation();
        if (text === '') props.onDone();
        else void best();
      }}
    />
  );
}
