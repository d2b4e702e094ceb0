import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { useT } from '../../../lib/i18n.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ConflictNote } from '../../common/ConflictNote.tsx';
import type { FieldSaver } from '../../common/use-save-field.ts';

/** What an import brought that has no field of its own; can be corrected, added to and taken away. */
export function ExtraField({ customer, saver }: { readonly customer: Customer; readonly saver: FieldSaver }) {
  const t = useT();
  const [isAdding, setAdding] = useState(false);
  const entries = Object.entries(customer.extra);
  const save = (extra: Record<string, string>): void => void saver.save('extra', { extra });
  return (
    <div className="extra">
      {entries.length === 0 && !isAdding && <p className="quiet">{t('profile.extra.none')}</p>}
      <ul>
        {entries.map(([key, value]) => (
          <ExtraLine
            key={key}
            name={key}
            value={value}
            onSave={(next) => save({ ...customer.extra, [key]: next })}
            onRemove={() => save(Object.fromEntries(entries.filter(([other]) => other !== key)))}
          />
        ))}
      </ul>
      {isAdding ? (
        <NewExtra
          taken={entries.map(([key]) => key)}
          onClose={() => setAdding(false)}
          onSave={(key, value) => {
            save({ ...customer.extra, [key]: value });
            setAdding(false);
          }}
        />
      ) : (
        <Button type="text" size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setAdding(true)}>
          {t('profile.extra.add')}
        </Button>
      )}
      <ConflictNote saver={saver} field="extra" />
    </div>
  );
}

function ExtraLine(props: { readonly name: string; readonly value: string; readonly onSave: (value: string) => void; readonly onRemove: () => void }) {
  const t = useT();
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const commit = (): void => {
    if (text.trim() !== props.value) props.onSave(text.trim());
  };
  return (
    <li className="extra-line">
      <span className="extra-key">{props.name}</span>
      <Input variant="filled" value={text} maxLength={2000} aria-label={props.name} onChange={(event) => setText(event.target.value)} onBlur={commit} onPressEnter={commit} />
      <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('profile.extra.remove', { key: props.name })} onClick={props.onRemove} />
    </li>
  );
}

function NewExtra(props: { readonly taken: readonly string[]; readonly onSave: (key: string, value: string) => void; readonly onClose: () => void }) {
  const t = useT();
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const isTaken = props.taken.includes(key.trim());
  return (
    <form
      className="extra-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '' && !isTaken) props.onSave(key.trim(), value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        props.onClose();
      }}
    >
      <Input autoFocus className="extra-key" status={isTaken ? 'error' : ''} value={key} maxLength={200} aria-label={t('profile.extra.key')} placeholder={t('profile.extra.key')} onChange={(event) => setKey(event.target.value)} />
      <Input value={value} maxLength={2000} aria-label={t('profile.extra.value')} placeholder={t('profile.extra.value')} onChange={(event) => setValue(event.target.value)} />
      <Button htmlType="submit" size="small" type="primary" disabled={key.trim() === '' || isTaken}>
        {t('ui.actions.add')}
      </Button>
    </form>
  );
}
