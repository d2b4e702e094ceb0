import { Checkbox } from 'antd';
import { useState } from 'react';
import type { CustomField } from '../../../shared/modules/custom-fields.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { MakeOwnerKey } from './MakeOwnerKey.tsx';

/** Names of what is sensitive about a person, in either language. */
const SENSITIVE = /身份证|护照|证件|健康|病|过敏|用药|孕|血型|体检|银行|卡号|工资|收入|宗教|\bid\b|identity|passport|health|medic|allerg|illness|diagnos|bank|salary|income|religio/i;

/** "Only the owner sees this", with what that means; proposed where the name sounds like it. */
export function OwnerOnlyBox(props: { readonly label: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void }) {
  const t = useT();
  const isProposed = !props.checked && SENSITIVE.test(props.label);
  return (
    <div className="owner-only">
      <Checkbox checked={props.checked} aria-describedby="owner-only-hint" onChange={(event) => props.onChange(event.target.checked)}>
        {t('customFields.ownerOnly.label')}
      </Checkbox>
      <p id="owner-only-hint" className="quiet" role={isProposed ? 'status' : undefined}>
        {t(isProposed ? 'customFields.ownerOnly.propose' : 'customFields.ownerOnly.hint')}
      </p>
    </div>
  );
}

/** Asks before the values of a field are sealed, or opened for everybody. */
export function TurnOwnerOnly({ field, ownerOnly, onClose }: { readonly field: CustomField; readonly ownerOnly: boolean; readonly onClose: () => void }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [needsKey, setNeedsKey] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const turn = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.call('fields.setOwnerOnly', { id: field.id, ownerOnly });
    setBusy(false);
    if (!reply.ok) return reply.error.code === 'field.noOwnerKey' ? setNeedsKey(true) : setError(reply.error);
    showToast({ kind: 'success', text: t(ownerOnly ? 'customFields.ownerOnly.sealed' : 'customFields.ownerOnly.opened', { field: field.label, count: reply.value.customers }) });
    onClose();
  };
  if (needsKey) return <MakeOwnerKey onMade={() => (setNeedsKey(false), void turn())} onClose={onClose} />;
  const way = ownerOnly ? 'seal' : 'open';
  return (
    <Dialog
      open
      title={t(`customFields.ownerOnly.${way}Title`, { field: field.label })}
      okText={t(`customFields.ownerOnly.${way}Ok`)}
      danger={!ownerOnly}
      busy={busy}
      onOk={() => void turn()}
      onClose={onClose}
    >
      <div className="dialog-form">
        <p>{t(`customFields.ownerOnly.${way}What`)}</p>
        <p>{t(`customFields.ownerOnly.${way}Kept`)}</p>
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
