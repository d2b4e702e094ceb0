import { FileProtectOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Selection } from '../../../shared/modules/customers.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useBulkOutcome } from '../bulk/bulk-outcome.ts';
import { ConsentForm, type ConsentBody } from './ConsentForm.tsx';

/** The same notice or consent for the ticked customers, as one step of undo. */
export function ConsentMany({ selection, count, onDone }: { readonly selection: Selection | null; readonly count: number; readonly onDone: () => void }) {
  const t = useT();
  const outcome = useBulkOutcome();
  const [chosen, setChosen] = useState<Selection | null>(null);
  const save = async (body: ConsentBody): Promise<void> => {
    if (chosen === null) return;
    const reply = await api.call('consents.addMany', { selection: chosen, ...body });
    setChosen(null);
    if (reply.ok) onDone();
    void outcome(reply, (done) => t('consents.savedMany', { count: done }));
  };
  return (
    <>
      <Button icon={<FileProtectOutlined aria-hidden="true" />} aria-haspopup="dialog" aria-label={t('consents.addMany')} title={t('consents.addMany')} onClick={() => setChosen(selection)} />
      {chosen !== null && <ConsentForm title={t('consents.addMany')} about={t('consents.forMany', { count })} start={{}} onSave={save} onClose={() => setChosen(null)} />}
    </>
  );
}
