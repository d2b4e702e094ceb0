import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { IconButton } from '../../ui/IconButton.tsx';

/** A list of words in the owner's order: add, rename, move, remove (with undo). Every change is handed over whole. */
export function WordList(props: { readonly label: string; readonly words: readonly string[]; readonly onChange: (words: readonly string[]) => void }) {
  const t = useT();
  const id = useId();
  const { words, onChange } = props;
  const [added, setAdded] = useState('');
  const clash = words.includes(added.trim());
  const add = () => {
    if (added.trim() === '' || clash) return;
    onChange([...words, added.trim()]);
    setAdded('');
  };
  const remove = (index: number) => {
    onChange(words.filter((_, at) => at !== index));
    const text = t('settings.words.removed', { word: words[index] });
    showToast({ kind: 'success', text, action: { label: t('ui.undo.button'), run: () => onChange(words) } });
  };
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <h3 id={id}>{props.label}</h3>
      <ul className="word-list">
        {words.length === 0 && <li className="quiet">{t('settings.words.empty')}</li>}
        {words.map((word, index) => (
          <li key={word}>
            <WordInput word={word} taken={words} onRename={(next) => onChange(words.map((other, at) => (at === index ? next : other)))} />
            <span className="icon-buttons">
              <IconButton
                size="small"
                icon={<ArrowUpOutlined aria-hidden />}
                label={t('settings.words.up', { word })}
                disabled={index === 0}
                onClick={() => onChange(moved(words, index, index - 1))}
              />
              <IconButton
                size="small"
                icon={<ArrowDownOutlined aria-hidden />}
                label={t('settings.words.down', { word })}
                disabled={index === words.length - 1}
                onClick={() => onChange(moved(words, index, index + 1))}
              />
              <IconButton size="small" icon={<CloseOutlined aria-hidden />} label={t('settings.words.remove', { word })} onClick={() => remove(index)} />
            </span>
          </li>
        ))}
        <li>
          <Input
            variant="borderless"
            value={added}
            maxLength={60}
            status={clash ? 'error' : ''}
            placeholder={t('settings.words.addPlaceholder')}
            aria-label={`${props.label}: ${t('settings.words.addPlaceholder')}`}
            onChange={(event) => setAdded(event.target.value)}
            onPressEnter={add}
          />
          <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} disabled={added.trim() === '' || clash} onClick={add}>
            {t('settings.words.add')}
          </Button>
        </li>
      </ul>
      {clash && (
        <div className="field-error" role="alert">
          {t('settings.words.exists')}
        </div>
      )}
    </div>
  );
}

/** One word, renamed in place; an empty or taken name puts the old one back. */
function WordInput(props: { readonly word: string; readonly taken: readonly string[]; readonly onRename: (word: string) => void }) {
  const t = useT();
  const [text, setText] = useState<string | null>(null);
  const end = () => {
    const next = text?.trim() ?? '';
    if (next !== '' && next !== props.word && !props.taken.includes(next)) props.onRename(next);
    setText(null);
  };
  return (
    <Input
      variant="borderless"
      value={text ?? props.word}
      maxLength={60}
      aria-label={t('settings.words.rename', { word: props.word })}
      onChange={(event) => setText(event.target.value)}
      onBlur={end}
      onPressEnter={end}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(null);
      }}
    />
  );
}

/** The list with one element at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
