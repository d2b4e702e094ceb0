import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { BACKUPS, pickFile, type FileRef } from '../../lib/files.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { StepHead } from './StepHead.tsx';

/** Builds a new book from a backup file; the books that exist are never touched. */
export function RestoreForm(props: { readonly onBack: () => void; readonly onDone: () => void; readonly inDialog?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const [file, setFile] = useState<FileRef | null>(null);
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [secret, setSecret] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const choose = async () => {
    const picked = await pickFile(BACKUPS);
    if (!picked.ok) setError(picked.error);
    else if (picked.value !== null) {
      setFile(picked.value);
      setError(null);
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null || secret === '' || busy) return;
    setBusy(true);
    setError(null);
    const started = await api.call('backup.restore', {
      file: file.token,
      secret: by === 'passphrase' ? { type: 'passphrase', passphrase: secret } : { type: 'recovery', code: secret },
      ...(name.trim() !== '' && { name: name.trim() }),
    });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return setError(ended.error);
    setSecret('');
    showToast({ kind: 'success', text: name.trim() === '' ? t('session.restore.doneUnnamed') : t('session.restore.done', { name: name.trim() }) });
    await refreshSession();
    props.onDone();
  };
  return (
    <form className="entrance-form" onSubmit={(event) => void submit(event)} noValidate>
      {props.inDialog === true ? (
        <p className="quiet">{t('session.restore.intro')}</p>
      ) : (
        <StepHead title={t('session.restore.title')} intro={t('session.restore.intro')} />
      )}
      <Field label={t('session.restore.file')} hint={file === null ? undefined : `${file.name} · ${formatBytes(file.sizeBytes, language)}`}>
        <Button size="large" disabled={busy} onClick={() => void choose()} style={{ alignSelf: 'flex-start' }}>
          {t(file === null ? 'session.restore.choose' : 'session.restore.change')}
        </Button>
      </Field>
      <Field label={t(by === 'passphrase' ? 'session.restore.secret' : 'session.restore.secretRecovery')}>
        <PassphraseInput value={secret} onChange={setSecret} disabled={busy} />
      </Field>
      <Field label={t('session.restore.name')} hint={t('session.restore.nameHint')}>
        <Input size="large" value={name} maxLength={80} disabled={busy} onChange={(event) => setName(event.target.value)} />
      </Field>
      {error !== null && <ErrorNote error={error} />}
      <div className="entrance-buttons">
        <Button size="large" onClick={props.onBack} disabled={busy}>
          {t(props.inDialog === true ? 'ui.actions.cancel' : 'ui.actions.back')}
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
