import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { Preview } from './Preview.tsx';
import './attachments.css';

/** One answer serves all follow-ups of a customer. */
const MOST = 500;

/** The files that came with a follow-up, by name; pressing one shows it. How many, until they are there. */
export function FollowUpFiles({ customerId, followUpId, count }: { readonly customerId: number; readonly followUpId: number; readonly count: number }) {
  const t = useT();
  const list = useApiQuery('attachments.list', { customerId, limit: MOST });
  const [open, setOpen] = useState<number | null>(null);
  const rows = (list.data?.rows ?? []).filter((row) => row.followUpId === followUpId);
  return (
    <>
      {rows.map((row) => (
        <Button key={row.id} type="link" size="small" icon={<PaperClipOutlined aria-hidden="true" />} onClick={() => setOpen(row.id)}>
          {row.name}
        </Button>
      ))}
      {rows.length < count && <span className="quiet">{t('portrait.timeline.files', { count: count - rows.length })}</span>}
      {open !== null && <Preview rows={rows} id={open} onMove={setOpen} onClose={() => setOpen(null)} />}
    </>
  );
}
