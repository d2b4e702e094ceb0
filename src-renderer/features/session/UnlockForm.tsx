import { Button, Input, type InputRef } from 'antd';
import { useRef, useState, type FormEvent } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { BookRef } from '../../../shared/modules/session.ts';
import { errorLine, sentences } from '../../lib/error-text.ts';
import { useT, type Translate } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { useUnlock } from './use-unlock.ts';

/** Opens one book by passphrase, recovery code or keychain. After a wrong try the text stays selected, ready to be typed over. */
export function UnlockForm({ book }: { readonly book: BookRef }) {
  const t = useT();
  const keychain = useSession().data?.keychainAvailable === true && book.keychain;
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [text, setText] = useState('');
  const input = useRef<InputRef>(null);
  const { unlock, busy, error, waitSeconds, forget } = useUnlock(book.ref);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text === '' || busy || waitSeconds > 0) return;
    const opened = await unlock(by === 'passphrase' ? { type: 'passphrase', passphrase: text } : { type: 'recovery', code: text });
    if (opened) setText('');
    else input.current?.focus({ cursor: 'all' });
  };
  const switchTo = (next: typeof by) => {
    setBy(next);
    setText('');
    forget();
  };
  const message = error === null ? undefined : (recoveryText(t, by, error) ?? errorLine(t, error));
  const type = (value: string) => {
    setText(value);
    if (error !== null && waitSeconds === 0) forget();
  };
  return (
    <form className="entrance-form" onSubmit={(event) => void submit(event)} noValidate>
      {by === 'passphrase' ? (
        <Field label={t('session.passphrase.label')} error={message}>
          <PassphraseInput inputRef={input} value={text} onChange={type} autoFocus />
        </Field>
      ) : (
        <Field label={t('session.lock.recoveryCode')} hint={t('session.lock.recoveryHint')} error={message}>
          <Input
            ref={input}
            size="large"
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={256}
            className="code-input"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
        </Field>
      )}
      <div className="entrance-buttons">
        <Button size="large" type="primary" htmlType="submit" loading={busy} disabled={text === '' || waitSeconds > 0}>
          {waitSeconds > 0 ? t('session.lock.waitLeft', { seconds: waitSeconds }) : t(busy ? 'session.lock.opening' : 'session.lock.open')}
        </Button>
        {keychain && (
          <Button size="large" disabled={busy} onClick={() => void unlock({ type: 'keychain' })}>
            {t('session.lock.useKeychain')}
          </Button>
        )}
        <Button type="link" className="push" onClick={() => switchTo(by === 'passphrase' ? 'recovery' : 'passphrase')}>
          {t(by === 'passphrase' ? 'session.lock.useRecovery' : 'session.lock.usePassphrase')}
        </Button>
      </div>
    </form>
  );
}

/** Words for a recovery code that does not fit; the core says which group has the typing error when it can tell. */
function recoveryText(t: Translate, by: 'passphrase' | 'recovery', error: AppError): string | null {
  if (by !== 'recovery' || (error.code !== 'vault.wrongSecret' && error.code !== 'vault.recoveryCodeTypo')) return null;
  const typo = error['typo'] as { readonly group?: number | null } | undefined;
  const group = typo?.group ?? error['group'];
  if (typeof group === 'number') return sentences(t('session.lock.wrongRecovery'), t('session.lock.wrongRecoveryGroup', { n: group }));
  return sentences(t('session.lock.wrongRecovery'), t('session.lock.wrongRecoveryRemedy'));
}
