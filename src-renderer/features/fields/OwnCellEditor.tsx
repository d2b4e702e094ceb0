import { Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { originalKey, type CustomField, type CustomValue } from '../../../shared/modules/custom-fields.ts';
import type { Customer, CustomerPatch } from '../../../shared/modules/customers.ts';
import { useT } from '../../lib/i18n.ts';
import { readTyped, typedText } from '../common/field-values.ts';
import { wordsOf } from './choice-words.ts';

type Move = 'down' | 'right' | 'left' | 'stay';
interface Props {
  readonly row: Customer;
  readonly own: CustomField;
  readonly onSave: (patch: CustomerPatch, move: Move) => void;
  readonly onClose: (move: Move) => void;
}

/** Editing a custom value in its cell: figures, dates and texts are typed, the rest is picked. Enter goes down, Tab goes on, Esc puts back what was there. */
export function OwnCellEditor(props: Props) {
  switch (props.own.kind) {
    case 'choice':
    case 'multiChoice':
    case 'yesNo':
    case 'rating':
      return <PickEditor {...props} />;
    default:
      return <TypeEditor {...props} />;
  }
}

function moveOf(event: KeyboardEvent): Move | null {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return null;
  if (event.key === 'Enter') return 'down';
  return event.key === 'Tab' ? (event.shiftKey ? 'left' : 'right') : null;
}

function TypeEditor({ row, own, onSave, onClose }: Props) {
  const t = useT();
  const key = String(own.id);
  const [text, setText] = useState(() => typedText(own, row.custom[key]));
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => input.current?.select(), []);
  const commit = (move: Move): void => {
    if (isDone.current) return;
    const reading = readTyped(own, text, dayjs().format('YYYY-MM-DD'));
    if (!reading.ok) return setProblem(t(`customFields.problem.${reading.problem}`));
    isDone.current = true;
    if ((reading.value ?? null) === (row.custom[key] ?? null)) return onClose(move);
    onSave({ custom: { [key]: reading.value, [originalKey(own.id)]: reading.original ?? null } }, move);
  };
  return (
    <span className="cell-editor">
      <input
        ref={input}
        autoFocus
        value={text}
        aria-label={t('customers.list.editCell', { field: own.label })}
        aria-invalid={problem !== null}
        className={own.kind === 'text' || own.kind === 'longText' ? '' : 'tabular'}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(null);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const move = moveOf(event);
          if (event.key === 'Escape') {
            isDone.current = true;
            onClose('stay');
          } else if (move !== null) {
            event.preventDefault();
            commit(move);
          }
        }}
        onBlur={() => commit('stay')}
      />
      {problem !== null && (
        <span role="alert" className="cell-problem">
          {problem}
        </span>
      )}
    </span>
  );
}

function PickEditor({ row, own, onSave, onClose }: Props) {
  const t = useT();
  const key = String(own.id);
  const stored = row.custom[key] as CustomValue | null | undefined;
  const many = own.kind === 'multiChoice';
  const [picked, setPicked] = useState<readonly string[]>(Array.isArray(stored) ? stored.map(String) : []);
  const done = useRef(false);
  const save = (value: CustomValue | null, move: Move): void => {
    if (done.current) return;
    done.current = true;
    onSave({ custom: { [key]: value } }, move);
  };
  const close = (move: Move): void => {
    if (done.current) return;
    done.current = true;
    onClose(move);
  };
  const finish = (move: Move): void => {
    const before = Array.isArray(stored) ? stored : [];
    if (many && picked.join('\n') !== before.join('\n')) save([...picked], move);
    else close(move);
  };
  const options = wordsOf(t, own, stored ?? null).map(({ value, label }) => ({ value: String(value), label, raw: value }));
  return (
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
        event.stopPropagation();
        if (event.key === 'Escape') close('stay');
        if (event.key === 'Tab') finish(event.shiftKey ? 'left' : 'right');
      }}
    />
  );
}
