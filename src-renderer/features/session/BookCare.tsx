import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import type { BookRef } from '../../../shared/modules/session.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FolderInput } from '../../ui/FolderInput.tsx';
import { TakeHome } from './TakeHome.tsx';

/** Taking a book off the list; its files stay, and it can be put back by its folder. */
export function ForgetBook({ book }: { readonly book: BookRef }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const forget = async () => {
    setAsking(false);
    const reply = await api.call('books.forget', { ref: book.ref });
    if (reply.ok) showToast({ kind: 'success', text: t('session.care.forgotten', { name: book.name }) });
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
    await refreshSession();
  };
  return (
    <>
      <Button type="link" onClick={() => setAsking(true)}>
        {t('session.care.forget')}
      </Button>
      <Dialog open={asking} title={t('session.care.forgetTitle', { name: book.name })} okText={t('session.care.forget')} onOk={() => void forget()} onClose={() => setAsking(false)}>
        <p>{t('session.care.forgetText')}</p>
      </Dialog>
    </>
  );
}

/** Putting the book of a folder on the list: one that was copied here, lies on another disk, or was taken off. */
export function AddFolder({ onAdded }: { readonly onAdded: (ref: string) => void }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [folder, setFolder] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const close = () => {
    setAsking(false);
    setFolder('');
    setError(null);
  };
  const done = async (ref: string) => {
    close();
    await refreshSession();
    onAdded(ref);
  };
  const add = async () => {
    const reply = await api.call('books.add', { folder });
    return reply.ok ? done(reply.value.ref) : setError(reply.error);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (folder.trim() !== '') void add();
  };
  return (
    <>
      <Button type="link" onClick={() => setAsking(true)}>
        {t('session.care.add')}
      </Button>
      <Dialog open={asking} title={t('session.care.addTitle')} okText={t('session.care.addOk')} okDisabled={folder.trim() === ''} onOk={() => void add()} onClose={close}>
        <form className="dialog-form" onSubmit={submit}>
          <Field label={t('session.care.folder')} hint={t('session.care.folderHint')} error={error === null ? undefined : errorLine(t, error)}>
            <FolderInput autoFocus value={folder} onChange={setFolder} />
          </Field>
          {error?.code === 'book.syncedFolder' && <TakeHome book={{ folder }} onDone={done} />}
        </form>
      </Dialog>
    </>
  );
}
