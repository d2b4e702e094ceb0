import { Button, Drawer, Input, type InputRef } from 'antd';
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { Field } from '../../../ui/Field.tsx';
import { Note } from '../../../ui/States.tsx';
import { useBookSettings } from '../../common/use-choices.ts';
import { KeptNote } from '../../common/KeptNote.tsx';
import { contactProblem } from '../../common/model/inline-edit.ts';
import { isWorthReading, readPasted } from '../../common/model/smart-paste.ts';
import { closeNewCustomer, EMPTY_DRAFT, fillDraft, isBegun, patchOf, useNewDraft, type NewDraft } from '../../common/draft-store.ts';
import { DuplicateHints } from './DuplicateHints.tsx';
import { useMissing } from '../../fields/use-missing.ts';
import { MoreFields } from './MoreFields.tsx';
import { useDuplicates } from './use-duplicates.ts';
import './new-customer.css';

interface NewCustomerProps {
  readonly onSaved: (customer: Customer) => void;
  readonly onOpenOther: (id: number) => void;
}

/** The drawer for a new customer: the name is enough, Enter saves, Ctrl+Enter saves and begins another. */
export function NewCustomer(props: NewCustomerProps) {
  const t = useT();
  const open = useNewDraft((store) => store.open);
  const name = useRef<InputRef>(null);
  return (
    <Drawer
      open={open}
      title={t('customers.create.title')}
      size={440}
      onClose={closeNewCustomer}
      autoFocus={false}
      afterOpenChange={(isOpen) => {
        // The name takes the focus when it is drawn; this is for a drawer that was still closing.
        if (isOpen && document.activeElement?.closest('.new-customer') === null) name.current?.focus();
      }}
      destroyOnHidden
      styles={{ body: { padding: 0 } }}
    >
      <NewCustomerForm {...props} nameRef={name} />
    </Drawer>
  );
}

interface Pasted {
  readonly text: string;
  readonly before: NewDraft;
  readonly filled: number;
}

function NewCustomerForm(props: NewCustomerProps & { readonly nameRef: React.RefObject<InputRef | null> }) {
  const t = useT();
  const draft = useNewDraft((store) => store.draft);
  const [wasBegun] = useState(() => isBegun(draft));
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [warned, setWarned] = useState('');
  const missingIn = useMissing();
  const bookKind = useBookSettings()?.kind;
  const patch = { ...(bookKind === 'company' && { kind: bookKind }), ...patchOf(draft) };
  const found = useDuplicates(patch, true);
  const set = (change: Partial<NewDraft>): void => useNewDraft.setState((store) => ({ draft: { ...store.draft, ...change } }));
  const reset = (): void => {
    useNewDraft.setState({ draft: EMPTY_DRAFT });
    setTried(false);
    setPasted(null);
    props.nameRef.current?.focus();
  };
  const problemOf = (field: 'phones' | 'emails', text: string): string | undefined => {
    const problem = isTried ? contactProblem(field, text.trim()) : null;
    if (!problem) return undefined;
    const said = t(problem.message, problem.vars);
    return problem.canKeep === true ? t('customers.create.looksWrong', { problem: said }) : said;
  };
  /** What looks wrong is said once; saved again as it is, it stays. */
  const isHeldUp = (): boolean => {
    const problems = [contactProblem('phones', draft.phone.trim()), contactProblem('emails', draft.email.trim())].filter((one) => one !== null);
    const what = JSON.stringify([draft.phone, draft.email]);
    const wasSaid = warned === what;
    setWarned(what);
    return problems.some((one) => one.canKeep !== true || !wasSaid);
  };
  const save = async (another: boolean): Promise<void> => {
    setTried(true);
    if (isBusy) return;
    if (patch.name === undefined) return props.nameRef.current?.focus();
    if (isHeldUp()) return;
    const missing = missingIn(patch);
    if (missing.length > 0) return setMissing(missing);
    setBusy(true);
    const notSame = draft.notSame.filter((id) => found.some((one) => one.id === id));
    const reply = await api.call('customers.create', { ...patch, name: patch.name, ...(notSame.length > 0 && { notSame }) });
    setBusy(false);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const { id, name } = reply.value;
    showToast({ kind: 'success', text: t('customers.create.saved', { name }), action: { label: t('ui.actions.open'), run: () => props.onOpenOther(id) } });
    reset();
    if (!another) closeNewCustomer();
    props.onSaved(reply.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    const target = event.target as HTMLElement;
    const another = event.ctrlKey || event.metaKey;
    const isPicking = target.getAttribute('aria-expanded') === 'true';
    if (!another && (isPicking || target.tagName === 'TEXTAREA' || target.tagName === 'BUTTON')) return;
    event.preventDefault();
    void save(another);
  };
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text');
    if (!isWorthReading(text)) return;
    event.preventDefault();
    const { draft: next, filled } = fillDraft({ ...draft, name: '' }, readPasted(text));
    setPasted({ text, before: draft, filled });
    useNewDraft.setState({ draft: next.name === '' ? { ...next, name: draft.name } : next });
  };
  return (
    <form
      className="new-customer"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save(false);
      }}
    >
      <div className="new-customer-fields form-column">
        {wasBegun && isBegun(draft) && <KeptNote onAfresh={reset} />}
        <Field label={t('fields.customer.name')} required hint={t('customers.create.nameHint')} error={isTried && patch.name === undefined ? t('customers.create.nameNeeded') : undefined}>
          <Input ref={props.nameRef} autoFocus value={draft.name} maxLength={200} autoComplete="off" onChange={(event) => set({ name: event.target.value })} onPaste={onPaste} />
        </Field>
        {pasted !== null && (
          <Note
            kind="positive"
            action={
              <Button
                size="small"
                onClick={() => {
                  useNewDraft.setState({ draft: { ...pasted.before, name: pasted.text.replace(/\s+/g, ' ').trim().slice(0, 200) } });
                  setPasted(null);
                }}
              >
                {t('customers.create.readUndo')}
              </Button>
            }
          >
            {t('customers.create.read', { count: pasted.filled })}
          </Note>
        )}
        <Field label={t('customers.create.phone')} error={problemOf('phones', draft.phone)}>
          <Input value={draft.phone} className="tabular" maxLength={60} inputMode="tel" autoComplete="off" onChange={(event) => set({ phone: event.target.value })} />
        </Field>
        <DuplicateHints
          found={found.map((one) => ({ ...one, notSame: draft.notSame.includes(one.id) }))}
          onOpen={props.onOpenOther}
          onNotSame={(id, said) => set({ notSame: said ? [...draft.notSame, id] : draft.notSame.filter((one) => one !== id) })}
          note={t('customers.duplicate.anyway')}
        />
        <Field label={t('customers.create.wechat')}>
          <Input value={draft.wechat} maxLength={100} autoComplete="off" onChange={(event) => set({ wechat: event.target.value })} />
        </Field>
        <MoreFields draft={draft} set={set} emailProblem={problemOf('emails', draft.email)} tried={isTried} />
      </div>
      <footer className="new-customer-foot">
        {isTried && missing.length > 0 && missingIn(patch).length > 0 && (
          <p className="field-error" role="alert">
            {t('customers.create.required', { fields: missingIn(patch).join(t('customers.create.and')) })}
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={isBusy} aria-keyshortcuts="Enter">
          {t('customers.create.save')}
        </Button>
        <Button onClick={() => void save(true)} aria-keyshortcuts="Control+Enter">
          {t('customers.create.saveNext')}
        </Button>
        <p className="quiet">{t('customers.create.hint')}</p>
      </footer>
    </form>
  );
}
