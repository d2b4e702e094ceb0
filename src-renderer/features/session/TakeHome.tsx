import { Button } from 'antd';
import { useState } from 'react';
import type { Input } from '../../../shared/contract/index.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Note } from '../../ui/States.tsx';

/** Offered where a book lies in a synchronised or network folder: brings it to this computer in one press. */
export function TakeHome(props: { readonly book: Input<'books.takeHome'>; readonly onDone: (ref: string) => Promise<void> }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const take = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.call('books.takeHome', props.book);
    if (reply.ok) {
      const { ref, left } = reply.value;
      showToast({ kind: 'success', text: t('session.takeHome.done'), ...(left !== null && { detail: t('session.takeHome.left', { folder: left }) }), lastsMs: 15_000 });
      await props.onDone(ref);
    } else showToast({ kind: 'error', text: errorLine(t, reply.error) });
    setBusy(false);
  };
  return (
    <Note
      kind="info"
      action={
        <Button loading={busy} onClick={() => void take()}>
          {t(busy ? 'session.takeHome.busy' : 'session.takeHome.button')}
        </Button>
      }
    >
      {t('session.takeHome.text')}
    </Note>
  );
}
