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
import { ProofField, proofSecret, type Proof } from './ProofField.tsx';

/** The old passphrase (or the recovery code), then the new one twice. */
export function ChangePassphrase({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const name = useBook()?.name ?? '';
  const [proof, setProof] = useState<Proof>({ by: 'passphrase', text: '' });
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const different = repeat !== '' && repeat !== next && repeat.length >= next.length;
  const ready = proof.text !== '' && judgePassphrase(next, [name]).accepted && repeat === next;
  const change = async () => {
    setBusy(true);
    const reply = await api.call('session.changePassphrase', { secret: proofSecret(proof), passphrase: next });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    showToast({ kind: 'success', text: t('settings.security.changed') });
    onClose();
  };
  return (
    <Dialog
      open
      title={t('settings.security.changeTitle')}
      okText={t('settings.security.changeButton')}
      okDisabled={!ready}
      busy={busy}
      onOk={() => void change()}
      onClose={onClose}
    >
      <DialogForm ready={ready && !busy} onSubmit={() => void change()}>
        <ProofField proof={proof} onChange={setProof} disabled={busy} />
        <Field label={t('settings.security.next')}>
          <PassphraseInput value={next} onChange={setNext} isNew disabled={busy} />
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
