import { Select } from 'antd';
import { useRef, useState } from 'react';
import { columnOf } from '../../common/model/columns.ts';
import { editText, isChosen, readEdit } from '../../common/model/inline-edit.ts';
import type { Customer, CustomerPatch } from '../../../../shared/modules/customers.ts';
import { useT } from '../../../lib/i18n.ts';
import { fieldName, ownField } from '../../../lib/own-fields.ts';
import { CellPick } from '../../../ui/CellPick.tsx';
import { CellText, type CellMove } from '../../../ui/CellText.tsx';
import { OwnCellEditor } from '../../fields/OwnCellEditor.tsx';
import { TagSelect } from '../../common/TagSelect.tsx';
import { useChoices } from '../../common/use-choices.ts';

interface EditorProps {
  readonly row: Customer;
  readonly field: string;
  readonly onSave: (patch: CustomerPatch, move: CellMove) => void;
  /** Nothing changed, or Esc. */
  readonly onClose: (move: CellMove) => void;
}

/** The editor in a cell: text is typed, choices and tags are picked. Enter goes down, Tab goes on, Esc puts back what was there. */
export function CellEditor(props: EditorProps) {
  const own = ownField(props.field);
  if (own) return <OwnCellEditor {...props} own={own} />;
  if (props.field === 'tags') return <TagsEditor {...props} />;
  return isChosen(props.field) ? <ChoiceEditor {...props} /> : <TextEditor {...props} />;
}

function TextEditor({ row, field, onSave, onClose }: EditorProps) {
  const t = useT();
  const warned = useRef<string | null>(null);
  const commit = (text: string, move: CellMove): string | null => {
    const read = readEdit(row, field, text, warned.current === text);
    if (!read.ok) {
      if (read.canKeep !== true) return t(read.message, read.vars);
      warned.current = text;
      return t('customers.list.looksWrong', { problem: t(read.message, read.vars) });
    }
    if (read.changed) onSave(read.patch, move);
    else onClose(move);
    return null;
  };
  const label = t('customers.list.editCell', { field: fieldName(t, field) });
  return <CellText label={label} initial={editText(row, field)} isTabular={columnOf(field)?.tabular === true} onCommit={commit} onCancel={() => onClose('stay')} />;
}

function ChoiceEditor({ row, field, onSave, onClose }: EditorProps) {
  const t = useT();
  const choices = useChoices(field);
  const value = row[field as 'grade'];
  return (
    <CellPick>
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
          if (event.key === 'Escape') onClose('stay');
          if (event.key === 'Tab') onClose(event.shiftKey ? 'left' : 'right');
        }}
      />
    </CellPick>
  );
}

function TagsEditor({ row, onSave, onClose }: EditorProps) {
  const t = useT();
  const [tags, setTags] = useState(row.tags);
  const finish = (move: CellMove): void => {
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
