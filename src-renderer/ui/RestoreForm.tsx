import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { formatBytes } from '../lib/format.ts';
import { useLanguage, useT } from '../lib/i18n.ts';
import type { useRestore } from '../lib/use-restore.ts';
import { Field } from './Field.tsx';
import { PassphraseInput } from './PassphraseInput.tsx';
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
  const language = useLanguage();
  const { file, isGiven, busy, error, choose, run } = props.restore;
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
      {/* No <label>: it would take the place of the button's own words for a screen reader. */}
      <div className="field" role="group" aria-label={t('session.restore.file')}>
        <h3>{t('session.restore.file')}</h3>
        {!isGiven && (
          <Button size="large" disabled={busy} onClick={() => void choose()} style={{ alignSelf: 'flex-start' }}>
            {t(file === null ? 'session.restore.choose' : 'session.restore.change')}
          </Button>
        )}
        {file !== null && (
          <div className="field-hint" role="status">
            {file.name} · {formatBytes(file.sizeBytes, language)}
          </div>
        )}
      </div>
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
