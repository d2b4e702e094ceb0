import { Select } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { columnOf } from '../../common/model/columns.ts';
import { editText, isChosen, readEdit } from '../../common/model/inline-edit.ts';
import type { Customer, CustomerPatch } from '../../../../shared/modules/customers.ts';
import { useT } from '../../../lib/i18n.ts';
import { fieldName, ownField } from '../../../lib/own-fields.ts';
import { OwnCellEditor } from '../../fields/OwnCellEditor.tsx';
import { TagSelect } from '../../common/TagSelect.tsx';
import { useChoices } from '../../common/use-choices.ts';

/** Where the cursor goes after an edit. */
export type EditMove = 'down' | 'right' | 'left' | 'stay';

interface EditorProps {
  readonly row: Customer;
  readonly field: string;
  readonly onSave: (patch: CustomerPatch, move: EditMove) => void;
  /** Nothing changed, or Esc. */
  readonly onClose: (move: EditMove) => void;
}

/** The editor in a cell: text is typed, choices and tags are picked. Enter goes down, Tab goes on, Esc puts back what was there. */
export function CellEditor(props: EditorProps) {
  const own = ownField(props.field);
  if (own) return <OwnCellEditor {...props} own={own} />;
  if (props.field === 'tags') return <TagsEditor {...props} />;
  return isChosen(props.field) ? <ChoiceEditor {...props} /> : <TextEditor {...props} />;
}

function moveOf(event: KeyboardEvent): EditMove | null {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return null;
  if (event.key === 'Enter') return 'down';
  if (event.key === 'Tab') return event.shiftKey ? 'left' : 'right';
  return null;
}

function TextEditor({ row, field, onSave, onClose }: EditorProps) {
  const t = useT();
  const [text, setText] = useState(() => editText(row, field));
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => input.current?.select(), []);
  const commit = (move: EditMove): void => {
    if (isDone.current) return;
    const read = readEdit(row, field, text);
    if (!read.ok) return setProblem(t(read.message, read.vars));
    isDone.current = true;
    if (read.changed) onSave(read.patch, move);
    else onClose(move);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const move = moveOf(event);
    if (event.key === 'Escape') {
      isDone.current = true;
      onClose('stay');
    } else if (move !== null) {
      event.preventDefault();
      commit(move);
    }
  };
  const label = t('customers.list.editCell', { field: fieldName(t, field) });
  return (
    <span className="cell-editor">
      <input
        ref={input}
        autoFocus
        value={text}
        aria-label={label}
        aria-invalid={problem !== null}
        className={columnOf(field)?.tabular === true ? 'tabular' : ''}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(null);
        }}
        onKeyDown={onKeyDown}
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

function ChoiceEditor({ row, field, onSave, onClose }: EditorProps) {
  const t = useT();
  const choices = useChoices(field);
  const value = row[field as 'grade'];
  return (
    <Select
      autoFocus
      defaultOpen
      showSearch
      allowClear
      className="cell-select"
      aria-label={t('customers.list.editCell', { field: fieldName(t, field) })}
      value={value}
      options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      onSelect={(next) => (next === value ? onClose('down') : onSave({ [field]: next }, 'down'))}
      onClear={() => onSave({ [field]: null }, 'stay')}
      onBlur={() => onClose('stay')}
      onInputKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose('stay');
        if (event.key === 'Tab') onClose(event.shiftKey ? 'left' : 'right');
      }}
    />
  );
}

function TagsEditor({ row, onSave, onClose }: EditorProps) {
  const t = useT();
  const [tags, setTags] = useState(row.tags);
  const finish = (move: EditMove): void => {
    const isSame = tags.length === row.tags.length && tags.every((id) => row.tags.includes(id));
    if (isSame) onClose(move);
    else onSave({ tags }, move);
  };
  return (
    <TagSelect
      autoFocus
      label={t('customers.list.editCell', { field: t('fields.customer.tags') })}
      value={tags}
      onChange={setTags}
      onBlur={() => finish('stay')}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose('stay');
        if (event.key === 'Tab') finish(event.shiftKey ? 'left' : 'right');
      }}
    />
  );
}
