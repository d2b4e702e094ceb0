import { Select } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState, type KeyboardEvent } from 'react';
import { originalKey, type CustomField, type CustomValue } from '../../../shared/modules/custom-fields.ts';
import type { Customer, CustomerPatch } from '../../../shared/modules/customers.ts';
import { useT } from '../../lib/i18n.ts';
import { CustomerPick } from '../common/CustomerPick.tsx';
import { readTyped, typedText } from '../common/field-values.ts';
import { CellPick } from '../../ui/CellPick.tsx';
import { CellText, type CellMove } from '../../ui/CellText.tsx';
import { wordsOf } from './choice-words.ts';

interface Props {
  readonly row: Customer;
  readonly own: CustomField;
  readonly onSave: (patch: CustomerPatch, move: CellMove) => void;
  readonly onClose: (move: CellMove) => void;
}

/** Editing a custom value in its cell: figures, dates and texts are typed, the rest is picked. Enter goes down, Tab goes on, Esc puts back what was there. */
export function OwnCellEditor(props: Props) {
  switch (props.own.kind) {
    case 'choice':
    case 'multiChoice':
    case 'yesNo':
    case 'rating':
      return <PickEditor {...props} />;
    case 'link':
      return <LinkEditor {...props} />;
    default:
      return <TypeEditor {...props} />;
  }
}

function TypeEditor({ row, own, onSave, onClose }: Props) {
  const t = useT();
  const key = String(own.id);
  const commit = (text: string, move: CellMove): string | null => {
    const reading = readTyped(own, text, dayjs().format('YYYY-MM-DD'));
    if (!reading.ok) return t(`customFields.problem.${reading.problem}`);
    if ((reading.value ?? null) === (row.custom[key] ?? null)) onClose(move);
    else onSave({ custom: { [key]: reading.value, [originalKey(own.id)]: reading.original ?? null } }, move);
    return null;
  };
  const isTabular = own.kind !== 'text' && own.kind !== 'longText';
  return <CellText label={t('customers.list.editCell', { field: own.label })} initial={typedText(own, row.custom[key])} isTabular={isTabular} onCommit={commit} onCancel={() => onClose('stay')} />;
}

/** Another customer, found while typing: Enter takes the first, Delete in the empty box takes the link away. */
function LinkEditor({ row, own, onSave, onClose }: Props) {
  const t = useT();
  const key = String(own.id);
  const stored = row.custom[key];
  const value = typeof stored === 'number' ? stored : null;
  const done = useRef(false);
  const once = (act: () => void): void => {
    if (done.current) return;
    done.current = true;
    act();
  };
  const save = (id: number | null, move: CellMove): void => once(() => (id === value ? onClose(move) : onSave({ custom: { [key]: id } }, move)));
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const isEmpty = (event.target as HTMLInputElement).value === '';
    if (event.key === 'Escape') once(() => onClose('stay'));
    else if (event.key === 'Tab') once(() => onClose(event.shiftKey ? 'left' : 'right'));
    else if (isEmpty && event.key === 'Enter') once(() => onClose('down'));
    else if (isEmpty && (event.key === 'Delete' || event.key === 'Backspace')) save(null, 'stay');
  };
  return (
    <CellPick>
      <CustomerPick
        autoFocus
        value={value}
        label={t('customers.list.editCell', { field: own.label })}
        placeholder={t('customFields.linkPlaceholder')}
        except={[row.id]}
        onPick={(one) => save(one.id, 'down')}
        cell={{ onKey, onLeave: () => once(() => onClose('stay')), onClear: () => save(null, 'stay') }}
      />
    </CellPick>
  );
}

function PickEditor({ row, own, onSave, onClose }: Props) {
  const t = useT();
  const key = String(own.id);
  const stored = row.custom[key] as CustomValue | null | undefined;
  const many = own.kind === 'multiChoice';
  const [picked, setPicked] = useState<readonly string[]>(Array.isArray(stored) ? stored.map(String) : []);
  const done = useRef(false);
  const save = (value: CustomValue | null, move: CellMove): void => {
    if (done.current) return;
    done.current = true;
    onSave({ custom: { [key]: value } }, move);
  };
  const close = (move: CellMove): void => {
    if (done.current) return;
    done.current = true;
    onClose(move);
  };
  const finish = (move: CellMove): void => {
    const before = Array.isArray(stored) ? stored : [];
    if (many && picked.join('\n') !== before.join('\n')) save([...picked], move);
    else close(move);
  };
  const options = wordsOf(t, own, stored ?? null).map(({ value, label }) => ({ value: String(value), label, raw: value }));
  return (
    <CellPick>
      <Select<string | string[]>
        autoFocus
        defaultOpen
        allowClear
        showSearch={own.kind !== 'yesNo' && own.kind !== 'rating'}
        {...(many && { mode: 'multiple' as const })}
        className="cell-select"
        aria-label={t('customers.list.editCell', { field: own.label })}
        value={many ? [...picked] : stored === undefined || stored === null ? undefined : String(stored)}
        options={options}
        onChange={(next: string | string[] | undefined) => {
          if (many) return setPicked((next as string[] | undefined) ?? []);
          if (next === undefined) return save(null, 'stay');
          const value = options.find((o) => o.value === next)?.raw ?? null;
          if (value === stored) close('down');
          else save(value, 'down');
        }}
        onBlur={() => finish('stay')}
        onInputKeyDown={(event) => {
          if (event.key === 'Escape') close('stay');
          if (event.key === 'Tab') finish(event.shiftKey ? 'left' : 'right');
        }}
      />
    </CellPick>
  );
}
