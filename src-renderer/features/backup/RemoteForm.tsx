import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { ok, type AppError } from '../../../shared/kernel/result.ts';
import type { BackupTarget } from '../../../shared/modules/backup.ts';
import { api } from '../../lib/api.ts';
import { sentences } from '../../lib/error-text.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { connectionOf, draftOf, emptyRemote, isComplete, type RemoteType } from '../../lib/remote-draft.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { RemoteFields } from '../../ui/RemoteFields.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';

interface Test {
  readonly copies: number;
  readonly freeBytes: number | null;
}
type State = { readonly at: 'idle' | 'testing' | 'saving' } | { readonly at: 'tested'; readonly test: Test } | { readonly at: 'failed'; readonly error: AppError };

/** A place on a server: tried out as often as one likes, and kept only when it works. With `kept`, an existing one is changed. */
export function RemoteForm({ type, kept, onDone }: { readonly type: RemoteType; readonly kept?: BackupTarget; readonly onDone: (id: string) => void }) {
  const t = useT();
  const [draft, setDraft] = useState(() => (kept?.remote ? draftOf(kept.remote) : emptyRemote));
  const [state, setState] = useState<State>({ at: 'idle' });
  const connection = () => connectionOf(type, draft);
  const busy = state.at === 'testing' || state.at === 'saving';
  const ready = isComplete(type, draft, kept !== undefined) && !busy;
  const test = async (): Promise<void> => {
    setState({ at: 'testing' });
    const reply = await api.call('backup.testRemote', { connection: connection(), ...(kept && { id: kept.id }) });
    setState(reply.ok ? { at: 'tested', test: reply.value } : { at: 'failed', error: reply.error });
  };
  const keep = async () => {
    if (!kept) return api.call('backup.addRemote', { connection: connection() });
    const reply = await api.call('backup.changeRemote', { id: kept.id, connection: connection() });
    return reply.ok ? ok({ id: kept.id }) : reply;
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setState({ at: 'saving' });
    const reply = await keep();
    if (!reply.ok) return setState({ at: 'failed', error: reply.error });
    showToast({ kind: 'success', text: t(kept ? 'backup.remote.changed' : 'backup.remote.added') });
    onDone(reply.value.id);
  };
  return (
    <form className="backup-adding" onSubmit={(event) => void save(event)} noValidate>
      <RemoteFields type={type} draft={draft} onChange={(next) => (setDraft(next), setState({ at: 'idle' }))} isKept={kept !== undefined} disabled={busy} />
      {state.at === 'failed' && <ErrorNote error={state.error} />}
      {state.at === 'tested' && <Works test={state.test} />}
      <div className="backup-adding-foot">
        <Button loading={state.at === 'testing'} disabled={!ready} onClick={() => void test()}>
          {t(state.at === 'testing' ? 'backup.remote.testing' : 'backup.remote.test')}
        </Button>
        <Button type="primary" htmlType="submit" loading={state.at === 'saving'} disabled={!ready}>
          {t(kept ? 'ui.actions.save' : 'backup.adding.button')}
        </Button>
      </div>
    </form>
  );
}

function Works({ test: { copies, freeBytes } }: { readonly test: Test }) {
  const t = useT();
  const language = useLanguage();
  const parts = [t('backup.remote.works'), copies === 0 ? '' : t('backup.remote.worksCopies', { count: copies }), freeBytes === null ? '' : t('backup.remote.free', { size: formatBytes(freeBytes, language) })];
  return (
    <Note kind="positive">
      <p role="status">{sentences(...parts)}</p>
    </Note>
  );
}

/** Another address or another password for a place that is kept. */
export function ChangePlace({ target, onClose }: { readonly target: BackupTarget | null; readonly onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open={target !== null} title={t('backup.remote.changeTitle')} width={560} onClose={onClose}>
      {target?.remote && <RemoteForm type={target.remote.type} kept={target} onDone={onClose} />}
    </Dialog>
  );
}
