import { CopyOutlined, DeleteOutlined, HolderOutlined, PlusOutlined, StarFilled, StarOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import type { ContactValue } from '../../../../shared/modules/fields.ts';
import { useT, type TextKey } from '../../../lib/i18n.ts';
import { isMasked, useRights } from '../../../lib/may.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { addRow, cleanContacts, moveRow, type ContactRow } from '../../common/model/contact-rows.ts';
import { tidyContact } from '../../common/model/tidy-contact.ts';
import { contactProblem } from '../../common/model/inline-edit.ts';
import { Doubts } from '../../fields/Doubts.tsx';
import { ConflictNote } from '../../common/ConflictNote.tsx';
import { useCopy } from '../../common/use-copy.ts';
import type { FieldSaver } from '../../common/use-save-field.ts';

export type ContactsName = 'phones' | 'wechats' | 'emails' | 'addresses';
const LABELS = ['mobile', 'home', 'work', 'shop', 'delivery', 'other'] as const;

/** Several phones, e-mails, 微信 or addresses: the first is the primary one; drag, Alt+↑/↓ or the star change the order. */
export function ContactsField({ customer, field, saver }: { readonly customer: Customer; readonly field: ContactsName; readonly saver: FieldSaver }) {
  const t = useT();
  const label = t(`fields.customer.${field}` as TextKey);
  const stored = customer[field];
  const [rows, setRows] = useState<readonly ContactRow[]>(() => stored.map((one) => ({ ...one })));
  const [problem, setProblem] = useState<{ readonly text: string; readonly canKeep: boolean } | undefined>();
  const list = useRef<HTMLUListElement>(null);
  const isInside = useRef(false);
  // As in TextField: an edit from elsewhere that arrived while typing must not be written over.
  const seen = useRef<number | null>(null);
  useEffect(() => {
    if (!isInside.current) setRows(stored.map((one) => ({ ...one })));
  }, [stored]);

  const commit = (next: readonly ContactRow[], keep = false): void => {
    // What stands in the book already was kept before.
    const fresh = next.filter(({ value }) => !stored.some((one) => one.value === value.trim()));
    const wrong = fresh.map(({ value }) => contactProblem(field, value.trim())).find((one) => one !== null && !(keep && one.canKeep === true));
    if (wrong) return setProblem({ text: t(wrong.message, wrong.vars), canKeep: wrong.canKeep === true });
    setProblem(undefined);
    const clean = cleanContacts(next);
    if (JSON.stringify(clean) !== JSON.stringify(cleanContacts(stored))) void saver.save(field, { [field]: clean }, seen.current ?? customer.seq);
    seen.current = null;
  };
  const change = (next: readonly ContactRow[], save = true): void => {
    setRows(next);
    seen.current ??= customer.seq;
    if (save) commit(next);
  };
  return (
    <fieldset className="contacts" onFocus={() => (isInside.current = true)} onBlur={() => (isInside.current = false)}>
      <legend>{label}</legend>
      <ul ref={list}>
        {rows.map((row, index) => (
          <ContactLine
            key={index}
            field={field}
            row={row}
            index={index}
            count={rows.length}
            onChange={(next, save) => change(rows.map((one, i) => (i === index ? next : one)), save)}
            onMove={(to) => {
              change(moveRow(rows, index, to));
              requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('.contact-value')[to]?.focus());
            }}
            onDrop={(from) => change(moveRow(rows, from, index))}
            onRemove={() => change(rows.filter((_, i) => i !== index))}
          />
        ))}
      </ul>
      <Doubts customer={customer} field={field} />
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {problem.text}
          {problem.canKeep && (
            <Button type="link" size="small" onClick={() => commit(rows, true)}>
              {t('customers.list.keep')}
            </Button>
          )}
        </p>
      )}
      <Button type="text" size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={() => change(addRow(rows), false)}>
        {t(`profile.add.${field}`)}
      </Button>
      <ConflictNote saver={saver} field={field} />
    </fieldset>
  );
}

interface LineProps {
  readonly field: ContactsName;
  readonly row: ContactRow;
  readonly index: number;
  readonly count: number;
  readonly onChange: (row: ContactValue, save: boolean) => void;
  readonly onMove: (to: number) => void;
  readonly onDrop: (from: number) => void;
  readonly onRemove: () => void;
}

function ContactLine(props: LineProps) {
  const t = useT();
  const copy = useCopy();
  const veiled = !useRights().seePhones;
  const { field, row, index, count } = props;
  const name = t(`fields.customer.${field}` as TextKey);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const to = event.key === 'ArrowUp' ? index - 1 : event.key === 'ArrowDown' ? index + 1 : -1;
    if (event.altKey && to >= 0 && to < count) {
      event.preventDefault();
      props.onMove(to);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      props.onChange(tidyContact(field, row), true);
    }
  };
  const isPrimary = index === 0;
  return (
    <li
      className="contact-line"
      draggable={false}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const from = event.dataTransfer.getData(`text/x-${field}`);
        if (from !== '') props.onDrop(Number(from));
      }}
      onKeyDown={onKeyDown}
    >
      {count > 1 && (
        <span className="contact-handle" draggable title={t('profile.contact.drag')} onDragStart={(event) => event.dataTransfer.setData(`text/x-${field}`, String(index))}>
          <HolderOutlined aria-hidden="true" />
        </span>
      )}
      <Input
        className={`contact-value${field === 'phones' ? ' tabular private' : ''}`}
        variant="filled"
        autoFocus={row.fresh === true}
        value={row.value}
        aria-label={t('profile.contact.value', { field: name, index: index + 1 })}
        onChange={(event) => props.onChange({ ...row, value: event.target.value, original: undefined }, false)}
        onBlur={() => props.onChange(tidyContact(field, row), true)}
      />
      <AutoComplete
        className="contact-label"
        variant="borderless"
        value={row.label ?? ''}
        aria-label={t('profile.contact.label', { field: name, index: index + 1 })}
        placeholder={t('profile.contact.labelPlaceholder')}
        options={LABELS.map((one) => ({ value: t(`profile.contact.labels.${one}`) }))}
        onChange={(label: string) => props.onChange({ ...row, label }, false)}
        onSelect={(label: string) => props.onChange({ ...row, label }, true)}
        onBlur={() => props.onChange(row, true)}
      />
      {count > 1 && (
        <IconButton
          size="small"
          icon={isPrimary ? <StarFilled aria-hidden="true" /> : <StarOutlined aria-hidden="true" />}
          label={isPrimary ? t('profile.contact.primary') : t('profile.contact.makePrimary')}
          pressed={isPrimary}
          onClick={() => props.onMove(0)}
        />
      )}
      {(field === 'phones' || field === 'wechats') && row.value !== '' && !(veiled && isMasked(row.value)) && (
        <IconButton size="small" icon={<CopyOutlined aria-hidden="true" />} label={t(field === 'phones' ? 'profile.copyPhone' : 'profile.copyWechat')} onClick={() => void copy(row.value)} />
      )}
      <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('profile.contact.remove', { value: row.value === '' ? name : row.value })} onClick={props.onRemove} />
      {row.original !== undefined && <span className="contact-original quiet">{t('customFields.original', { text: row.original })}</span>}
    </li>
  );
}
