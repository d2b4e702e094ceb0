import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useState, type KeyboardEvent, type Ref } from 'react';
import { useT } from '../lib/i18n.ts';
import './passphrase-input.css';

/** A field for a passphrase: an eye to look at it, and a word when Caps Lock is on. Never offered to the browser's password store. */
export function PassphraseInput(props: {
  readonly id?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  readonly isNew?: boolean;
  readonly size?: 'middle' | 'large';
  readonly inputRef?: Ref<InputRef>;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean | undefined;
  readonly 'aria-required'?: boolean | undefined;
}) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watchCaps = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const { value, onChange, isNew, inputRef, autoFocus, size, ...rest } = props;
  return (
    <div className="passphrase-input">
      <Input
        {...rest}
        ref={inputRef ?? null}
        // The first field of a screen that asks for nothing else: moving the focus there is what a reader expects.
        autoFocus={autoFocus ?? false}
        size={size ?? 'large'}
        type={shown ? 'text' : 'password'}
        value={value}
        status={props['aria-invalid'] === true ? 'error' : ''}
        autoComplete={isNew === true ? 'new-password' : 'off'}
        spellCheck={false}
        maxLength={1024}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={watchCaps}
        onKeyUp={watchCaps}
        onBlur={() => setCapsLock(false)}
        suffix={
          <button
            type="button"
            className="passphrase-eye"
            aria-label={t(shown ? 'session.passphrase.hide' : 'session.passphrase.show')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOutlined aria-hidden /> : <EyeInvisibleOutlined aria-hidden />}
          </button>
        }
      />
      <span role="status">{capsLock && <span className="passphrase-caps">{t('session.passphrase.capsLock')}</span>}</span>
    </div>
  );
}
