import { Select } from 'antd';
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Person } from '../../../shared/modules/people.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession, setChangingKey, useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';

interface Props {
  readonly person: Person;
  /** Who could take the customers over. */
  readonly others: readonly Person[];
  readonly onClose: () => void;
}

/** Somebody goes: their passphrase stops at once, their customers go to somebody else. */
export function LeaveDialog({ person, others, onClose }: Props) {
  const t = useT();
  const isMaker = useBook()?.person.id === 0;
  const [gone, setGone] = useState(false);
  const [heir, setHeir] = useState<number | null>(others[0]?.id ?? null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.call('people.remove', { id: person.id, to: person.customers > 0 ? heir : null });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    const { handedOver } = reply.value;
    const text = handedOver > 0 && heir !== null ? t('people.leave.handed', { name: person.name, count: handedOver }) : t('people.leave.done', { name: person.name });
    showToast({ kind: 'success', text });
    await refreshSession();
    if (isMaker) setGone(true);
    else onClose();
  };
  if (gone) return <OfferKey person={person} onClose={onClose} />;
  return (
    <Dialog open danger title={t('people.leave.title', { name: person.name })} okText={t('people.leave.button')} busy={busy} onOk={() => void remove()} onClose={onClose}>
      <DialogForm ready={!busy} onSubmit={() => void remove()}>
        <p>{t('people.leave.text', { name: person.name })}</p>
        {person.customers > 0 && (
          <Field label={t('people.leave.to', { count: person.customers })}>
            <HeirSelect others={others} value={heir} onChange={setHeir} />
          </Field>
        )}
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}

/** They are out already; what they may have kept is another matter. */
function OfferKey({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const t = useT();
  const change = (): void => {
    onClose();
    setChangingKey(true);
  };
  return (
    <Dialog open title={t('keyChange.offer.title')} okText={t('keyChange.open')} cancelText={t('keyChange.offer.later')} onOk={change} onClose={onClose}>
      <div className="dialog-form">
        <p>{t('keyChange.offer.text', { name: person.name })}</p>
        <p className="quiet">{t('keyChange.offer.laterHint')}</p>
      </div>
    </Dialog>
  );
}

/** All customers of one person to another, who stays as well. */
export function HandOverDialog({ person, others, onClose }: Props) {
  const t = useT();
  const undoToast = useUndoToast();
  const [heir, setHeir] = useState<number | null>(others[0]?.id ?? null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const hand = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.call('people.handOver', { from: person.id, to: heir });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    undoToast(t('people.hand.done', { count: reply.value.handedOver }), reply.value.actionId);
    onClose();
  };
  return (
    <Dialog open title={t('people.hand.title', { name: person.name })} okText={t('people.hand.button')} busy={busy} onOk={() => void hand()} onClose={onClose}>
      <DialogForm ready={!busy} onSubmit={() => void hand()}>
        <Field label={t('people.hand.to', { count: person.customers })}>
          <HeirSelect others={others} value={heir} onChange={setHeir} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}

const NOBODY = 0;

/** One of the others, or nobody for now. Named by the field around it. */
function HeirSelect(props: { readonly id?: string; readonly others: readonly Person[]; readonly value: number | null; readonly onChange: (heir: number | null) => void }) {
  const t = useT();
  const { others, value, onChange, ...rest } = props;
  const options = [...others.map(({ id, name }) => ({ value: id, label: name })), { value: NOBODY, label: t('people.leave.nobody') }];
  return <Select {...rest} value={value ?? NOBODY} options={options} onChange={(next) => onChange(next === NOBODY ? null : next)} style={{ width: '100%' }} />;
}
