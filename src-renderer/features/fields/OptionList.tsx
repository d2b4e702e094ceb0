import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/IconButton.tsx';

/** One choice; `was` is what customers who have it have now, `null` for a new one. */
export interface Option {
  readonly was: string | null;
  readonly text: string;
}

function swapped<T>(list: readonly T[], a: number, b: number): readonly T[] {
  const [x, y] = [list[a], list[b]];
  return x === undefined || y === undefined ? list : list.map((one, i) => (i === a ? y : i === b ? x : one));
}

/** The choices of a field, in the order in which they are offered and sorted. A renamed one is renamed in every customer. */
export function OptionList({ options, onChange }: { readonly options: readonly Option[]; readonly onChange: (options: readonly Option[]) => void }) {
  const t = useT();
  const [added, setAdded] = useState('');
  const add = (): void => {
    const words = added.split(/[、,，;；\n]/).map((word) => word.trim().slice(0, 60)).filter((word) => word !== '' && !options.some((o) => o.text === word));
    if (words.length > 0) onChange([...options, ...words.map((text) => ({ was: null, text }))]);
    setAdded('');
  };
  return (
    <div className="field" role="group" aria-label={t('customFields.dialog.options')}>
      <span className="own-label">{t('customFields.dialog.options')}</span>
      <ul className="word-list">
        {options.map((option, i) => (
          <li key={`${option.was ?? 'new'}-${i}`}>
            <Input variant="borderless" value={option.text} maxLength={60} aria-label={t('customFields.dialog.optionName', { index: i + 1 })} onChange={(event) => onChange(options.map((o, at) => (at === i ? { ...o, text: event.target.value } : o)))} />
            <span className="icon-buttons">
              <IconButton size="small" icon={<ArrowUpOutlined aria-hidden="true" />} label={t('settings.words.up', { word: option.text })} disabled={i === 0} onClick={() => onChange(swapped(options, i, i - 1))} />
              <IconButton size="small" icon={<ArrowDownOutlined aria-hidden="true" />} label={t('settings.words.down', { word: option.text })} disabled={i === options.length - 1} onClick={() => onChange(swapped(options, i, i + 1))} />
              <IconButton size="small" icon={<CloseOutlined aria-hidden="true" />} label={t('settings.words.remove', { word: option.text })} onClick={() => onChange(options.filter((_, at) => at !== i))} />
            </span>
          </li>
        ))}
        <li>
          <Input
            variant="borderless"
            value={added}
            placeholder={t('customFields.dialog.optionAdd')}
            aria-label={t('customFields.dialog.optionAdd')}
            onChange={(event) => setAdded(event.target.value)}
            onBlur={add}
            onPressEnter={(event) => {
              event.preventDefault();
              add();
            }}
          />
          <Button type="text" size="small" icon={<PlusOutlined aria-hidden="true" />} disabled={added.trim() === ''} onClick={add}>
            {t('settings.words.add')}
          </Button>
        </li>
      </ul>
    </div>
  );
}
