import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { ErrorNote } from '../../ui/States.tsx';

/** Takes the recovery code from the paper in the drawer and tries it, as it would be on the day the passphrase is forgotten. */
export function Drill({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const tryIt = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.call('session.drill', { secret: { type: 'recovery', code } });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    await refreshSession();
    showToast({ kind: 'success', text: t('checkUp.drill.done') });
    onClose();
  };
  return (
    <Dialog open title={t('checkUp.drill.title')} okText={t('checkUp.drill.button')} okDisabled={code.trim() === ''} busy={busy} onOk={() => void tryIt()} onClose={onClose}>
      <DialogForm ready={code.trim() !== '' && !busy} onSubmit={() => void tryIt()}>
        <p>{t('checkUp.drill.intro')}</p>
        <Field label={t('settings.security.currentRecovery')}>
          <PassphraseInput value={code} autoFocus disabled={busy} onChange={setCode} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}
