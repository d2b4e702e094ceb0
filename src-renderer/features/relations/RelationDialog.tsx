import { AutoComplete, Input, Select } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../shared/modules/customers.ts';
import { relationKindSchema, type Related, type RelationKind } from '../../../shared/modules/relations.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';

/** Who, and what they are to this customer; the other side is told by itself. */
export function RelationDialog(props: {
  readonly customer: Customer;
  readonly row: Related | null;
  readonly ownKinds: readonly { readonly label: string; readonly reverseLabel: string | null }[];
  readonly onClose: () => void;
}) {
  const t = useT();
  const { customer, row } = props;
  const [otherId, setOtherId] = useState<number | null>(row?.other.id ?? null);
  const [kind, setKind] = useState<RelationKind>(row?.kind ?? (customer.kind === 'company' ? 'employee' : 'family'));
  const [label, setLabel] = useState(row?.label ?? '');
  const [reverse, setReverse] = useState(row?.reverseLabel ?? '');
  const [role, setRole] = useState(row?.role ?? '');
  const [notes, setNotes] = useState(row?.notes ?? '');
  const [busy, setBusy] = useState(false);
  const ready = otherId !== null && (kind !== 'own' || label.trim() !== '');
  const save = async (): Promise<void> => {
    if (otherId === null || !ready) return;
    setBusy(true);
    const word = (text: string) => (text.trim() === '' ? null : text.trim());
    const own = kind === 'own';
    const body = { kind, label: own ? word(label) : null, reverseLabel: own ? word(reverse) : null, role: word(role), notes: word(notes) };
    const reply = row
      ? await api.call('relations.update', { id: row.id, customerId: customer.id, patch: body })
      : await api.call('relations.create', { customerId: customer.id, otherId, ...body });
    setBusy(false);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    props.onClose();
  };
  const pickOwn = (text: string): void => {
    setLabel(text);
    const known = props.ownKinds.find((one) => one.label === text);
    if (typeof known?.reverseLabel === 'string' && reverse === '') setReverse(known.reverseLabel);
  };
  return (
    <Dialog open title={t('portrait.relations.addTitle', { name: customer.name })} busy={busy} okDisabled={!ready} onOk={() => void save()} onClose={props.onClose}>
      <form
        className="relation-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {row ? (
          <p className="follow-up-whom">{row.other.name}</p>
        ) : (
          <Field label={t('portrait.relations.who')} required>
            <CustomerPick autoFocus value={otherId} label={t('portrait.relations.who')} placeholder={t('portrait.relations.whoPlaceholder')} except={[customer.id]} onPick={(one) => setOtherId(one.id)} />
          </Field>
        )}
        <Field label={t('portrait.relations.is', { name: customer.name })}>
          <Select<RelationKind>
            showSearch={{ optionFilterProp: 'label' }}
            value={kind}
            options={relationKindSchema.options.map((value) => ({ value, label: t(`portrait.relations.kinds.${value}`) }))}
            onChange={setKind}
          />
        </Field>
        {kind === 'own' && (
          <div className="record-pair">
            <Field label={t('portrait.relations.ownLabel')} required>
              <AutoComplete value={label} options={props.ownKinds.map((one) => ({ value: one.label }))} onChange={(text: string | undefined) => pickOwn(text ?? '')} />
            </Field>
            <Field label={t('portrait.relations.ownReverse')}>
              <Input value={reverse} maxLength={40} onChange={(event) => setReverse(event.target.value)} />
            </Field>
          </div>
        )}
        <Field label={t('portrait.relations.role')}>
          <Input value={role} maxLength={100} onChange={(event) => setRole(event.target.value)} />
        </Field>
        <Field label={t('portrait.relations.notes')}>
          <Input value={notes} maxLength={1000} onChange={(event) => setNotes(event.target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
