import { Input } from 'antd';
import { useRef, useState } from 'react';
import { exponentOf, readAmount, writeAmount } from '../../../shared/kernel/money.ts';
import type { Product, ProductPatch } from '../../../shared/modules/products.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';

const EDITABLE = ['code', 'name', 'category', 'unit', 'priceMinor', 'costMinor'] as const;
export type EditableField = (typeof EDITABLE)[number];

export interface EditedCell {
  readonly id: number;
  readonly field: EditableField;
}

export const isEditable = (field: string): field is EditableField => (EDITABLE as readonly string[]).includes(field);

const LABEL = { code: 'code', name: 'name', category: 'category', unit: 'unit', priceMinor: 'price', costMinor: 'cost' } as const;

/** A field in the place of its cell: Enter or leaving saves, Esc puts the old value back. */
export function CellInput({ product, field, onDone }: { readonly product: Product; readonly field: EditableField; readonly onDone: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const isMoney = field === 'priceMinor' || field === 'costMinor';
  const places = exponentOf(product.currency);
  const before = isMoney ? (product[field] === null ? '' : writeAmount(product[field], places)) : (product[field] ?? '');
  const [text, setText] = useState(String(before));
  const isOver = useRef(false);
  const minor = isMoney && text.trim() !== '' ? readAmount(text, places) : null;
  const wrong = isMoney ? text.trim() !== '' && (minor === null || minor < 0) : field === 'name' && text.trim() === '';
  const end = async (save: boolean): Promise<void> => {
    if (isOver.current) return;
    if (save && wrong) return;
    isOver.current = true;
    onDone();
    if (!save || text.trim() === before) return;
    const patch: ProductPatch = { [field]: isMoney ? minor : text.trim() === '' ? null : text.trim() };
    const reply = await api.call('products.update', { id: product.id, patch, seq: product.seq });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('sales.products.saved', { name: reply.value.name }), reply.actionId);
  };
  return (
    <Input
      autoFocus
      size="small"
      className={isMoney ? 'tabular cell-input is-end' : 'cell-input'}
      value={text}
      maxLength={200}
      status={wrong ? 'error' : ''}
      aria-invalid={wrong}
      aria-label={`${t(`sales.products.${LABEL[field]}`)}: ${product.name}`}
      onFocus={(event) => event.target.select()}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => void end(!wrong)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        const grid = event.currentTarget.closest<HTMLElement>('[role="grid"]');
        void end(event.key === 'Enter').then(() => isOver.current && grid?.focus());
      }}
    />
  );
}
