import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useT } from '../lib/i18n.ts';
import type { useRestore } from '../lib/use-restore.ts';
import { Field } from './Field.tsx';
import { PassphraseInput } from './PassphraseInput.tsx';
import { RestoreSource } from './RestoreSource.tsx';
import { ErrorNote } from './States.tsx';
import './restore-form.css';

/** Which backup, its secret, and what the restored book shall be called. */
export function RestoreForm(props: {
  readonly restore: ReturnType<typeof useRestore>;
  readonly head: ReactNode;
  readonly backLabel: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const t = useT();
  const { file, busy, error, run } = props.restore;
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [secret, setSecret] = useState('');
  const [name, setName] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null || secret === '' || busy) return;
    if (!(await run({ by, secret, name }))) return;
    setSecret('');
    props.onDone();
  };
  return (
    <form className="restore-form" onSubmit={(event) => void submit(event)} noValidate>
      {props.head}
      <RestoreSource restore={props.restore} />
      <Field label={t(by === 'passphrase' ? 'session.restore.secret' : 'session.restore.secretRecovery')}>
        <PassphraseInput value={secret} onChange={setSecret} disabled={busy} />
      </Field>
      <Field label={t('session.restore.name')} hint={t('session.restore.nameHint')}>
        <Input size="large" value={name} maxLength={80} disabled={busy} onChange={(event) => setName(event.target.value)} />
      </Field>
      {error !== null && <ErrorNote error={error} />}
      <div className="restore-buttons">
        <Button size="large" onClick={props.onBack} disabled={busy}>
          {props.backLabel}
        </Button>
        <Button type="link" className="push" onClick={() => setBy(by === 'passphrase' ? 'recovery' : 'passphrase')}>
          {t(by === 'passphrase' ? 'session.lock.useRecovery' : 'session.lock.usePassphrase')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" loading={busy} disabled={file === null || secret === ''}>
          {t(busy ? 'session.restore.running' : 'session.restore.start')}
        </Button>
      </div>
    </form>
  );
}
