import { Input } from 'antd';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useT } from '../../lib/i18n.ts';
import { groupToAsk } from '../../lib/recovery-code.ts';
import { useBook } from '../../lib/session.ts';
import { useConfirmRecovery } from '../../lib/use-confirm-recovery.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { RecoveryButtons, RecoveryCode } from '../../ui/RecoveryCode.tsx';
import { RecoverySheet } from '../../ui/RecoverySheet.tsx';
import { ErrorNote } from '../../ui/States.tsx';

/** The code first, then one group of it typed back: a code that was not kept is worth nothing. */
export function NewCode({ code, note, onClose }: { readonly code: string; readonly note?: string; readonly onClose: () => void }) {
  const t = useT();
  const name = useBook()?.name ?? '';
  const [kept, setKept] = useState(false);
  const [group] = useState(() => groupToAsk(code, Math.random()));
  if (kept) return <ConfirmCode group={group} onBack={() => setKept(false)} onClose={onClose} />;
  return (
    <Dialog
      open
      title={t('settings.security.reissueTitle')}
      okText={t('settings.security.reissueDone')}
      cancelText={t('session.confirm.later')}
      onOk={() => setKept(true)}
      onClose={onClose}
      width={560}
    >
      <div className="dialog-form">
        <p>{t('settings.security.reissued')}</p>
        {note !== undefined && <p>{note}</p>}
        <RecoveryCode code={code} />
        <RecoveryButtons name={name} code={code} />
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

function ConfirmCode(props: { readonly group: number; readonly onBack: () => void; readonly onClose: () => void }) {
  const t = useT();
  const n = props.group + 1;
  const confirm = useConfirmRecovery(props.group, props.onClose);
  return (
    <Dialog
      open
      title={t('session.confirm.title')}
      okText={t('ui.actions.done')}
      cancelText={t('session.confirm.back')}
      okDisabled={confirm.text.trim() === ''}
      onOk={() => void confirm.submit()}
      onClose={props.onBack}
    >
      <div className="dialog-form">
        <p>{t('session.confirm.intro', { n })}</p>
        <Field label={t('session.confirm.label', { n })} error={confirm.wrong ? t('session.confirm.wrong', { n }) : undefined}>
          <Input
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={16}
            className="code-input"
            value={confirm.text}
            onChange={(event) => confirm.setText(event.target.value)}
            onPressEnter={() => void confirm.submit()}
          />
        </Field>
        {confirm.error !== null && <ErrorNote error={confirm.error} />}
      </div>
    </Dialog>
  );
}
