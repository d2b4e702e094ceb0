import { useState } from 'react';
import { judgePassphrase } from '../../../shared/kernel/passphrase.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Person } from '../../../shared/modules/people.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession, useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { NEW_PASSPHRASE, NewPassphrase } from './NewPassphrase.tsx';

/** A new passphrase for somebody who forgot theirs, or who comes back. */
export function PersonPassphrase({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const t = useT();
  const bookName = useBook()?.name ?? '';
  const [draft, setDraft] = useState(NEW_PASSPHRASE);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const ready = draft.text === draft.repeat && judgePassphrase(draft.text, [bookName]).accepted && !busy;
  const save = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.call('people.setPassphrase', { id: person.id, passphrase: draft.text });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    showToast({ kind: 'success', text: t('people.passphrase.done', { name: person.name }) });
    await refreshSession();
    onClose();
  };
  return (
    <Dialog open title={t('people.passphrase.title', { name: person.name })} okText={t('people.passphrase.button')} okDisabled={!ready} busy={busy} onOk={() => void save()} onClose={onClose}>
      <DialogForm ready={ready} onSubmit={() => void save()}>
        <p className="quiet">{t('people.passphrase.text', { name: person.name })}</p>
        <NewPassphrase label={t('people.form.passphrase')} draft={draft} disabled={busy} onChange={setDraft} />
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}
