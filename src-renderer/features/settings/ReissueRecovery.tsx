import { CopyOutlined, FileTextOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession, useBook } from '../../lib/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { RecoveryCode, useRecoveryActions } from '../session/RecoveryCode.tsx';
import { RecoverySheet } from '../session/RecoverySheet.tsx';
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
      <div className="dialog-form">
        <p>{t('settings.security.reissueIntro')}</p>
        <ProofField proof={proof} onChange={setProof} disabled={busy} />
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}

function NewCode({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const t = useT();
  const name = useBook()?.name ?? '';
  const actions = useRecoveryActions(name, code);
  return (
    <Dialog open title={t('settings.security.reissueTitle')} okText={t('settings.security.reissueDone')} onOk={onClose} onClose={onClose} width={560}>
      <div className="dialog-form">
        <p>{t('settings.security.reissued')}</p>
        <RecoveryCode code={code} />
        <div className="entrance-buttons">
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t('session.recovery.print')}
          </Button>
          <Button icon={<CopyOutlined aria-hidden />} onClick={() => void actions.copy()}>
            {t('session.recovery.copy')}
          </Button>
          <Button icon={<FileTextOutlined aria-hidden />} onClick={actions.save}>
            {t('session.recovery.save')}
          </Button>
        </div>
      </div>
      {createPortal(
        <div className="print-alone">
          <RecoverySheet name={name} code={code} />
        </div>,
        document.body,
      )}
    </Dialog>
  );
}
