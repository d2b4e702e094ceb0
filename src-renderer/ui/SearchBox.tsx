import { CloseOutlined, SearchOutlined } from '@ant-design/icons';
import { memo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useT } from '../lib/i18n.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import './search-box.css';

/** What an input method shows while composing (`wang'xiao`) is pinyin too; its separators are not. */
const withoutSeparators = (text: string): string => text.replaceAll("'", '');

/**
 * Search as you type: every change is handed on at once, no waiting. The field keeps its own text, so that typing never waits for
 * rows. Down goes to the rows, Esc clears and then leaves.
 */
export const SearchBox = memo(function SearchBox(props: {
  readonly label: string;
  readonly placeholder: string;
  /** The text to begin with; a new `key` begins again. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}) {
  const t = useT();
  const [isEmpty, setEmpty] = useState(props.text === '');
  const own = useRef<HTMLInputElement>(null);
  const input = props.inputRef ?? own;
  useShortcut('/', () => input.current?.select(), { label: t('customers.keys.search') });
  const tell = (text: string): void => {
    setEmpty(text === '');
    props.onText(text);
  };
  const clear = (): void => {
    tell('');
    if (input.current) input.current.value = '';
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (event.currentTarget.value === '') props.onLeave();
      else clear();
    }
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      props.onLeave();
    }
  };
  return (
    <div className="search-box">
      <SearchOutlined aria-hidden="true" />
      <input
        ref={input}
        type="text"
        role="searchbox"
        defaultValue={props.text}
        aria-label={props.label}
        aria-keyshortcuts="/"
        placeholder={props.placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          const { isComposing } = event.nativeEvent as InputEvent;
          tell(isComposing ? withoutSeparators(event.target.value) : event.target.value);
        }}
        onCompositionEnd={(event) => tell(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {isEmpty ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button type="button" aria-label={t('customers.search.clear')} onClick={clear}>
          <CloseOutlined aria-hidden="true" />
        </button>
      )}
    </div>
  );
});
