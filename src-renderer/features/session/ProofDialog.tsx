import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { endProof, useProof } from '../../lib/proof.ts';
import { useBook } from '../../lib/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { ErrorNote } from '../../ui/States.tsx';

/** Whoever opened the book types their passphrase once more, before people, exports and places for backups are touched. */
export function ProofDialog() {
  const isOpen = useProof((state) => state.asked !== null);
  // Nobody is left waiting when the book is locked meanwhile.
  useEffect(() => () => endProof(false), []);
  return isOpen ? <ProofForm /> : null;
}

function ProofForm() {
  const t = useT();
  const person = useBook()?.person;
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const prove = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.call('session.prove', { secret: { type: 'passphrase', passphrase: text } });
    setBusy(false);
    if (reply.ok) return endProof(true);
    setError(reply.error);
  };
  const ready = text !== '' && !busy;
  const label = person === undefined || person.id === 0 ? t('people.proof.ofOwner') : t('people.proof.of', { name: person.name });
  return (
    <Dialog open title={t('people.proof.title')} width={420} okText={t('people.proof.go')} okDisabled={!ready} busy={busy} onOk={() => void prove()} onClose={() => endProof(false)}>
      <DialogForm ready={ready} onSubmit={() => void prove()}>
        <p className="quiet">{t('people.proof.text')}</p>
        <Field label={label}>
          <PassphraseInput value={text} onChange={setText} autoFocus disabled={busy} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}
