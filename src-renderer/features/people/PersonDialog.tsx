import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { judgePassphrase } from '../../../shared/kernel/passphrase.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { ROLE_RIGHTS, roleSchema } from '../../../shared/modules/people.ts';
import type { Person, Rights, Role } from '../../../shared/modules/people.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession, useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { NEW_PASSPHRASE, NewPassphrase, type PassphraseDraft } from './NewPassphrase.tsx';

/** Adds a person, with a passphrase they type here; or changes name, role and rights of one. */
export function PersonDialog({ person, onClose }: { readonly person: Person | null; readonly onClose: () => void }) {
  const t = useT();
  const bookName = useBook()?.name ?? '';
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? 'staff');
  const [rights, setRights] = useState<Rights>(person?.rights ?? ROLE_RIGHTS.staff);
  const [secret, setSecret] = useState<PassphraseDraft>(NEW_PASSPHRASE);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const fits = person !== null || (secret.text === secret.repeat && judgePassphrase(secret.text, [bookName]).accepted);
  const ready = name.trim() !== '' && fits && !busy;
  const save = async (): Promise<void> => {
    setBusy(true);
    const facts = { name: name.trim(), role, rights };
    const reply = person === null ? await api.call('people.create', { ...facts, passphrase: secret.text }) : await api.call('people.update', { id: person.id, patch: facts });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    showToast({ kind: 'success', text: t(person === null ? 'people.form.added' : 'people.form.saved', { name: reply.value.name }) });
    await refreshSession();
    onClose();
  };
  const choose = (next: Role): void => {
    setRole(next);
    setRights(ROLE_RIGHTS[next]);
  };
  return (
    <Dialog
      open
      title={person === null ? t('people.form.addTitle') : t('people.form.changeTitle', { name: person.name })}
      okText={t(person === null ? 'people.add' : 'people.form.save')}
      okDisabled={!ready}
      busy={busy}
      width={560}
      onOk={() => void save()}
      onClose={onClose}
    >
      <DialogForm ready={ready} onSubmit={() => void save()}>
        <Field label={t('people.name')} hint={t('people.nameHint')} required>
          <Input value={name} maxLength={40} autoFocus disabled={busy} onChange={(event) => setName(event.target.value)} />
        </Field>
        <div className="people-roles">
          <ChoiceCards
            name="role"
            legend={t('people.role')}
            value={role}
            options={roleSchema.options.map((value) => ({ value, label: t(`people.roles.${value}.name`), hint: t(`people.roles.${value}.about`) }))}
            onChange={choose}
          />
        </div>
        {role !== 'owner' && <RightsBoxes role={role} rights={rights} onChange={setRights} />}
        {person === null && <NewPassphrase label={t('people.form.passphrase')} hint={t('people.form.passphraseHint')} draft={secret} disabled={busy} onChange={setSecret} />}
        {error !== null && <ErrorNote error={error} />}
      </DialogForm>
    </Dialog>
  );
}

/** Rights beyond the role. What one needs another for is off without it. */
function RightsBoxes({ role, rights, onChange }: { readonly role: Role; readonly rights: Rights; readonly onChange: (rights: Rights) => void }) {
  const t = useT();
  const sees = rights.seePhones && rights.seeAmounts;
  const box = (right: keyof Rights, hint?: string, disabled = false) => (
    <div key={right}>
      <Checkbox checked={rights[right] && !disabled} disabled={disabled} onChange={(event) => onChange({ ...rights, [right]: event.target.checked })}>
        {t(`people.rights.${right}`)}
      </Checkbox>
      {hint !== undefined && <div className="field-hint">{hint}</div>}
    </div>
  );
  return (
    <fieldset className="people-rights">
      <legend>{t('people.rights.title')}</legend>
      {box('seeAmounts')}
      {box('seePhones', t('people.rights.seePhonesHint'))}
      {role !== 'readonly' && box('delete')}
      {role !== 'readonly' && box('export', t('people.rights.exportHint'), !sees)}
      {box('ownOnly', t('people.rights.ownOnlyHint'))}
    </fieldset>
  );
}
