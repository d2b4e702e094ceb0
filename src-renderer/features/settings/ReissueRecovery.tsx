import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { NewCode } from '../common/NewCode.tsx';
import { ProofField, proofSecret, type Proof } from './ProofField.tsx';

/** Makes a new recovery code after proof; shows it once. The old sheet then opens nothing. */
export function ReissueRecovery({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const [proof, setProof] = useState<Proof>({ by: 'passphrase', text: '' });
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const make = async () => {
    setBusy(true);
    const reply = await api.call('session.reissueRecovery', { secret: proofSecret(proof) });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    setCode(reply.value.recoveryCode);
    await refreshSession();
  };
  if (code !== null) return <NewCode code={code} onClose={onClose} />;
  return (
    <Dialog
      open
      title={t('settings.security.reissueTitle')}
      okText={t('settings.security.reissueButton')}
      okDisabled={proof.text === ''}
      busy={busy}
      onOk={() => void make()}
      onClose={onClose}
    >
      <DialogForm ready={proof.text !== '' && !busy} onSubmit={() => void make()}>
        <p>{t('settings.security.reissueIntro')}</p>
        <ProofField proof={proof} onChange={setProof} disabled={busy} />
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}
