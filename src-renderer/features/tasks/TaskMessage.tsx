import { CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { TaskLine } from '../../../shared/modules/tasks.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { MergedText } from '../common/MergedText.tsx';

/** What to say to the customer, filled in; copied with one press, and then noted as a contact with another. */
export function TaskMessage({ task, onContacted }: { readonly task: TaskLine; readonly onContacted: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [copied, setCopied] = useState(false);
  const parts = useApiQuery('tasks.message', { id: task.id }).data?.parts;
  if (parts === undefined) return null;
  const text = parts.map((part) => part.text).join('');
  const gaps = parts.some((part) => part.kind === 'missing' || part.kind === 'unknown');
  const copy = async (): Promise<void> => {
    const done = await copyText(text);
    setCopied(done);
    showToast(done ? { kind: 'success', text: t('tasks.copied', { name: task.customerName }) } : { kind: 'error', text: t('tasks.copyFailed') });
  };
  const contacted = async (): Promise<void> => {
    const reply = await api.call('tasks.finish', { id: task.id, followUp: { method: task.method ?? 'wechat', content: text } });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('tasks.contactedToast', { name: task.customerName }), reply.actionId);
    onContacted();
  };
  return (
    <section className="task-message" aria-label={t('tasks.message')}>
      <h3>{t('tasks.message')}</h3>
      <MergedText parts={parts} />
      {gaps && <p className="task-gaps">{t('tasks.gaps')}</p>}
      <p className="task-message-acts">
        <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
          {t('tasks.copy')}
        </Button>
        {copied && task.doneAt === null && (
          <Button size="small" type="primary" onClick={() => void contacted()}>
            {t('tasks.contacted')}
          </Button>
        )}
      </p>
    </section>
  );
}
