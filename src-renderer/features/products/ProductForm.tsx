import { AutoComplete, Input, Switch } from 'antd';
import { useState } from 'react';
import { exponentOf, readAmount, writeAmount } from '../../../shared/kernel/money.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Product } from '../../../shared/modules/products.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';

/** Adds a product or changes all of one. */
export function ProductForm({ product, onClose }: { readonly product: Product | null; readonly onClose: () => void }) {
  const settings = useApiQuery('settings.get', {}).data;
  return settings === undefined ? null : <Form product={product} currency={product?.currency ?? settings.currency} onClose={onClose} />;
}

function Form({ product, currency, onClose }: { readonly product: Product | null; readonly currency: string; readonly onClose: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const places = exponentOf(currency);
  const amountOf = (minor: number | null | undefined): string => (minor === null || minor === undefined ? '' : writeAmount(minor, places));
  const [name, setName] = useState(product?.name ?? '');
  const [code, setCode] = useState(product?.code ?? '');
  const [category, setCategory] = useState(product?.category ?? '');
  const [unit, setUnit] = useState(product?.unit ?? '');
  const [price, setPrice] = useState(amountOf(product?.priceMinor));
  const [cost, setCost] = useState(amountOf(product?.costMinor));
  const [notes, setNotes] = useState(product?.notes ?? '');
  const [active, setActive] = useState(product?.active ?? true);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const words = useApiQuery('products.categories', {}).data;
  const read = (text: string): number | null | undefined => {
    if (text.trim() === '') return null;
    const minor = readAmount(text, places);
    return minor === null || minor < 0 ? undefined : minor;
  };
  const [priceMinor, costMinor] = [read(price), read(cost)];
  const wrongAmount = t('sales.products.wrongAmount');
  const save = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || priceMinor === undefined || costMinor === undefined) return;
    const orNull = (text: string): string | null => text.trim() || null;
    const body = { name: name.trim(), code: orNull(code), category: orNull(category), unit: orNull(unit), priceMinor, costMinor, currency, active, notes: orNull(notes) };
    const reply = product ? await api.call('products.update', { id: product.id, patch: body, seq: product.seq }) : await api.call('products.create', body);
    if (!reply.ok) return setError(reply.error);
    onClose();
    undoToast(t(product ? 'sales.products.saved' : 'sales.products.created', { name: reply.value.name }), reply.actionId);
  };
  const suggest = (list: readonly string[], typed: string) => list.filter((word) => word.includes(typed.trim()) && word !== typed.trim()).map((value) => ({ value }));
  return (
    <Dialog open title={t(product ? 'sales.products.edit' : 'sales.products.add')} onOk={() => void save()} onClose={onClose}>
      <div
        className="sale-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void save();
        }}
      >
        <Field label={t('sales.products.name')} required error={tried && name.trim() === '' ? t('sales.products.nameNeeded') : undefined}>
          <Input autoFocus value={name} maxLength={200} onChange={(event) => setName(event.target.value)} onPressEnter={(event) => !event.ctrlKey && !event.nativeEvent.isComposing && void save()} />
        </Field>
        <div className="sale-form-row">
          <Field label={t('sales.products.price')} error={priceMinor === undefined ? wrongAmount : undefined}>
            <Input value={price} inputMode="decimal" className="tabular" suffix={currency} onChange={(event) => setPrice(event.target.value)} />
          </Field>
          <Field label={t('sales.products.cost')} error={costMinor === undefined ? wrongAmount : undefined}>
            <Input value={cost} inputMode="decimal" className="tabular" suffix={currency} onChange={(event) => setCost(event.target.value)} />
          </Field>
        </div>
        <div className="sale-form-row">
          <Field label={t('sales.products.category')}>
            <AutoComplete value={category} options={suggest(words?.categories.map((c) => c.name) ?? [], category)} defaultActiveFirstOption={false} onChange={setCategory} />
          </Field>
          <Field label={t('sales.products.unit')}>
            <AutoComplete value={unit} options={suggest(words?.units ?? [], unit)} defaultActiveFirstOption={false} onChange={setUnit} />
          </Field>
          <Field label={t('sales.products.code')}>
            <Input value={code} maxLength={60} onChange={(event) => setCode(event.target.value)} />
          </Field>
        </div>
        <Field label={t('sales.products.notes')}>
          <Input value={notes} maxLength={2000} onChange={(event) => setNotes(event.target.value)} />
        </Field>
        <label className="product-active">
          <Switch checked={active} onChange={setActive} aria-label={t('sales.products.active')} /> {t('sales.products.active')}
        </label>
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
