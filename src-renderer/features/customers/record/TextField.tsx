import { AutoComplete, Input } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { useT, type TextKey } from '../../../lib/i18n.ts';
import { Field } from '../../../ui/Field.tsx';
import { editText, readEdit } from '../../common/model/inline-edit.ts';
import type { FieldSaver } from '../../common/use-save-field.ts';
import { keepForm } from '../../../lib/kept-forms.ts';
import { Doubts } from '../../fields/Doubts.tsx';
import { ConflictNote } from '../../common/ConflictNote.tsx';
import { KeptText } from '../../common/KeptText.tsx';
import { useChoices } from '../../common/use-choices.ts';

interface FieldProps {
  readonly customer: Customer;
  readonly field: string;
  readonly saver: FieldSaver;
}

/** A text field that saves itself: on Enter or when left; Esc puts back what was there. Many lines: Ctrl+Enter. */
export function TextField({ customer, field, saver, lines }: FieldProps & { readonly lines?: number }) {
  const t = useT();
  const stored = editText(customer, field);
  const [text, setText] = useState(stored);
  const [problem, setProblem] = useState<string | undefined>();
  const isFocused = useRef(false);
  const inConflict = saver.conflict?.field === field;
  // The field follows the book unless something unsaved is typed in it, or both values are on screen to choose from.
  const followed = useRef(stored);
  // What was seen when typing began: an edit from elsewhere since then must not be written over, even if it has arrived meanwhile.
  const seen = useRef<number | null>(null);
  useEffect(() => {
    if (inConflict) return;
    const before = followed.current;
    followed.current = stored;
    setText((now) => (now === before || !isFocused.current ? stored : now));
  }, [stored, inConflict]);
  const about = `${customer.id}:${field}`;
  const keepText = (typed: string | null): void => keepForm('customer.edit', about, typed);
  const commit = (typed = text): void => {
    // Both values are on screen: only the buttons below decide.
    if (inConflict) return;
    const read = readEdit(customer, field, typed);
    if (!read.ok) return setProblem(t(read.message, read.vars));
    setProblem(undefined);
    keepText(null);
    if (read.changed) void saver.save(field, read.patch, seen.current ?? customer.seq);
    seen.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && text !== stored) {
      event.stopPropagation();
      setText(stored);
      keepText(null);
      seen.current = null;
      setProblem(undefined);
    }
    if (event.key === 'Enter' && (lines === undefined || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit();
    }
  };
  const shared = {
    value: text,
    placeholder: t('profile.empty'),
    variant: 'filled' as const,
    onChange: (event: { target: { value: string } }) => {
      seen.current ??= customer.seq;
      setText(event.target.value);
      keepText(event.target.value.trim() === stored ? null : event.target.value);
    },
    onFocus: () => {
      isFocused.current = true;
    },
    onBlur: () => {
      isFocused.current = false;
      commit();
    },
    onKeyDown,
  };
  return (
    <>
      <Field label={t(`fields.customer.${field}` as TextKey)} error={problem}>
        {lines === undefined ? <Input {...shared} /> : <Input.TextArea {...shared} rows={lines} className="grows" />}
      </Field>
      <KeptText
        about={about}
        shown={text}
        onUse={(kept) => {
          setText(kept);
          commit(kept);
        }}
      />
      <Doubts customer={customer} field={field} />
      <ConflictNote saver={saver} field={field} />
    </>
  );
}

/** A choice from the owner's list, where a new word can be typed as well. */
export function ChoiceField({ customer, field, saver }: FieldProps) {
  const t = useT();
  const choices = useChoices(field);
  const stored = customer[field as 'grade'] ?? '';
  const [text, setText] = useState<string>(stored);
  useEffect(() => setText(stored), [stored]);
  const commit = (next: string): void => {
    const value = next.trim();
    if (value !== stored) void saver.save(field, { [field]: value === '' ? null : value });
  };
  return (
    <>
      <Field label={t(`fields.customer.${field}` as TextKey)}>
        <AutoComplete
          value={text}
          allowClear
          variant="filled"
          placeholder={t('profile.choice.placeholder')}
          options={choices.map(({ value, label }) => ({ value, label }))}
          filterOption={(typed, option) => typed === stored || (option?.value ?? '').includes(typed)}
          onChange={(next: string | undefined) => setText(next ?? '')}
          onSelect={(next) => commit(next ?? '')}
          onBlur={() => commit(text)}
          onClear={() => commit('')}
        />
      </Field>
      <ConflictNote saver={saver} field={field} />
    </>
  );
}
