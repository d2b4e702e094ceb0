import { Button, Input, Select, type InputRef } from 'antd';
import { useRef, useState, type FormEvent } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { BookRef } from '../../../shared/modules/session.ts';
import { errorLine, sentences } from '../../lib/error-text.ts';
import { useT, type Translate } from '../../lib/i18n.ts';
import { setPrefs, usePrefsStore } from '../../lib/prefs.ts';
import { useSession } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { TakeHome } from './TakeHome.tsx';
import { type Secret, useUnlock } from './use-unlock.ts';

/** What a repair can help with. */
const DAMAGE: ReadonlySet<string> = new Set(['book.damaged', 'book.lost', 'vault.damaged', 'vault.foreign']);

/** Opens one book by passphrase, recovery code or keychain. After a wrong try the text stays selected, ready to be typed over. */
export function UnlockForm({ book, onMoved, onRepair }: { readonly book: BookRef; readonly onMoved: (ref: string) => void; readonly onRepair: (secret: Secret | null) => void }) {
  const t = useT();
  const keychain = useSession().data?.keychainAvailable === true && book.keychain;
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [text, setText] = useState('');
  const input = useRef<InputRef>(null);
  const [person, setPerson] = usePersonOf(book);
  const several = book.people.length > 0;
  const { unlock, busy, error, waitSeconds, forget } = useUnlock(book.ref);
  const secret = by === 'passphrase' ? ({ type: 'passphrase', passphrase: text, ...(several && { person }) } as const) : ({ type: 'recovery', code: text } as const);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text === '' || busy || waitSeconds > 0) return;
    const opened = await unlock(secret);
    if (opened) {
      setText('');
      if (several && by === 'passphrase') void setPrefs({ lastPeople: { ...usePrefsStore.getState().prefs.lastPeople, [book.ref]: person } });
    }
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
      {several && by === 'passphrase' && <WhoPick book={book} value={person} onChange={setPerson} />}
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
      {error?.code === 'book.syncedFolder' && (
        <TakeHome
          book={{ ref: book.ref }}
          onDone={async (ref) => {
            // Brought to its new place, it opens with what was typed.
            if (!(await unlock(secret, ref))) onMoved(ref);
          }}
        />
      )}
      {error !== null && DAMAGE.has(error.code) && (
        <Button size="large" onClick={() => onRepair(text === '' ? null : secret)} style={{ alignSelf: 'flex-start' }}>
          {t('repair.open')}
        </Button>
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

/** Who came in here last is chosen already; one who left meanwhile is not. */
function usePersonOf(book: BookRef): readonly [number, (person: number) => void] {
  const last = usePrefsStore.getState().prefs.lastPeople[book.ref] ?? 0;
  return useState(book.people.some(({ id }) => id === last) ? last : 0);
}

/** Who is it: the owner, or one of the people with a passphrase of their own. */
function WhoPick({ book, value, onChange }: { readonly book: BookRef; readonly value: number; readonly onChange: (person: number) => void }) {
  const t = useT();
  const options = [{ value: 0, label: t('people.roles.owner.name') }, ...book.people.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Field label={t('people.who')}>
      <Select size="large" value={value} options={options} onChange={onChange} />
    </Field>
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
