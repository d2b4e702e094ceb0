import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { NewCode } from '../common/NewCode.tsx';

interface Made {
  readonly code: string;
  readonly keychain: boolean | null;
}

/** Gives a book from before there were owner-only fields the owner's key: the passphrase, then the new recovery code. */
export function MakeOwnerKey({ onMade, onClose }: { readonly onMade: () => void; readonly onClose: () => void }) {
  const t = useT();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const make = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.call('session.addOwnerKey', { passphrase });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    setMade({ code: reply.value.recoveryCode, keychain: reply.value.keychain });
    await refreshSession();
  };
  if (made !== null) return <NewCode code={made.code} {...(made.keychain === false && { note: t('customFields.ownerOnly.keychainGone') })} onClose={onMade} />;
  return (
    <Dialog open title={t('customFields.ownerOnly.keyTitle')} okText={t('customFields.ownerOnly.keyOk')} okDisabled={passphrase === ''} busy={busy} onOk={() => void make()} onClose={onClose}>
      <DialogForm ready={passphrase !== '' && !busy} onSubmit={() => void make()}>
        <p>{t('customFields.ownerOnly.keyIntro')}</p>
        <Field label={t('settings.security.current')}>
          <PassphraseInput value={passphrase} autoFocus disabled={busy} onChange={setPassphrase} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}
