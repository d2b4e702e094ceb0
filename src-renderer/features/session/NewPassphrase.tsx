import { useState } from 'react';
import { judgePassphrase } from '../../../shared/kernel/passphrase.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { StrengthMeter } from '../../ui/StrengthMeter.tsx';
import { forgetRecovered, useRecovered } from './recovered.ts';

/** After the book was opened with the recovery code: the passphrase is forgotten, most likely, and the code need not be typed twice. */
export function NewPassphrase() {
  const t = useT();
  const code = useRecovered((state) => state.code);
  const name = useBook()?.name ?? '';
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const different = repeat !== '' && repeat !== next && repeat.length >= next.length;
  const ready = code !== null && judgePassphrase(next, [name]).accepted && repeat === next;
  const change = async () => {
    if (code === null) return;
    setBusy(true);
    const reply = await api.call('session.changePassphrase', { secret: { type: 'recovery', code }, passphrase: next });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    showToast({ kind: 'success', text: t('settings.security.changed') });
    forgetRecovered();
  };
  return (
    <Dialog
      open
      title={t('session.recovered.title')}
      okText={t('session.recovered.button')}
      cancelText={t('session.recovered.later')}
      okDisabled={!ready}
      busy={busy}
      onOk={() => void change()}
      onClose={forgetRecovered}
    >
      <DialogForm ready={ready && !busy} onSubmit={() => void change()}>
        <p>{t('session.recovered.intro')}</p>
        <Field label={t('settings.security.next')}>
          <PassphraseInput value={next} onChange={setNext} isNew autoFocus disabled={busy} />
        </Field>
        <StrengthMeter text={next} names={[name]} />
        <Field label={t('session.passphrase.repeat')} error={different ? t('session.passphrase.mismatch') : undefined}>
          <PassphraseInput value={repeat} onChange={setRepeat} isNew disabled={busy} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}
