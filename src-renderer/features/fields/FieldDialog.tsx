import { AutoComplete, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { canBeOwnerOnly, customFieldKindSchema, type CustomField, type FieldDraft } from '../../../shared/modules/custom-fields.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useIsOwner } from '../../lib/own-fields.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import type { ExtraColumn } from './ExtraColumns.tsx';
import { FormulaEditor } from './FormulaEditor.tsx';
import { OptionList, type Option } from './OptionList.tsx';
import { MakeOwnerKey } from './MakeOwnerKey.tsx';
import { OwnerOnlyBox, TurnOwnerOnly } from './OwnerOnly.tsx';
import { RuleFields } from './RuleFields.tsx';

export type FieldEdit = { readonly mode: 'new' } | { readonly mode: 'edit'; readonly field: CustomField } | { readonly mode: 'extra'; readonly column: ExtraColumn };

type Draft = Required<Pick<FieldDraft, 'label' | 'kind' | 'aliases' | 'rules' | 'formula' | 'unit' | 'currency' | 'onTop' | 'ownerOnly'>> & { readonly section: string; readonly options: readonly Option[] };

const KINDS = customFieldKindSchema.options;
/** What the texts of an imported column can become. */
const FROM_TEXT = KINDS.filter((kind) => kind !== 'formula' && kind !== 'link' && kind !== 'file');
const CURRENCIES = ['CNY', 'HKD', 'TWD', 'USD', 'EUR', 'GBP', 'JPY', 'SGD', 'AUD'] as const;

function draftOf(edit: FieldEdit): Draft {
  const field = edit.mode === 'edit' ? edit.field : null;
  const column = edit.mode === 'extra' ? edit.column : null;
  return {
    label: field?.label ?? column?.name.slice(0, 60) ?? '',
    kind: field?.kind ?? column?.kind ?? 'text',
    aliases: field?.aliases ?? [],
    section: field?.section ?? '',
    options: (field?.options ?? []).map((text) => ({ was: text, text })),
    rules: field?.rules ?? {},
    formula: field?.formula ?? null,
    unit: field?.unit ?? null,
    currency: field?.currency ?? null,
    onTop: field?.onTop ?? false,
    ownerOnly: field?.ownerOnly ?? false,
  };
}

/** A new field, or all that can be changed of one. The kind of a field that has values stays. */
export function FieldDialog({ edit, fields, onClose }: { readonly edit: FieldEdit; readonly fields: readonly CustomField[]; readonly onClose: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const currency = useApiQuery('settings.get', {}).data?.currency ?? 'CNY';
  const [draft, setDraft] = useState(() => draftOf(edit));
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | undefined>();
  const [needsKey, setNeedsKey] = useState(false);
  const [turning, setTurning] = useState(false);
  const isOwner = useIsOwner();
  const set = (patch: Partial<Draft>): void => {
    setError(undefined);
    setDraft((now) => ({ ...now, ...patch }));
  };
  const label = draft.label.trim();
  const isTaken = fields.some((f) => f.label.trim().toLowerCase() === label.toLowerCase() && !(edit.mode === 'edit' && f.id === edit.field.id));
  const problem = isTaken ? t('customFields.dialog.taken') : isTried && label === '' ? t('customFields.dialog.labelNeeded') : undefined;
  const body = () => ({
    label,
    aliases: [...draft.aliases],
    section: draft.section.trim() === '' ? null : draft.section.trim(),
    options: draft.options.map((o) => o.text.trim()).filter((text) => text !== ''),
    rules: draft.rules,
    formula: draft.formula,
    unit: draft.unit,
    onTop: draft.onTop,
    currency: draft.kind === 'money' ? (draft.currency ?? currency) : null,
  });
  const isOwnerOnly = draft.ownerOnly && canBeOwnerOnly(draft.kind);
  const send = () => {
    if (edit.mode === 'edit') {
      const renamed = draft.options.filter((o) => o.was !== null && o.was !== o.text.trim() && o.text.trim() !== '').map((o) => ({ from: o.was!, to: o.text.trim() }));
      return api.call('fields.update', { id: edit.field.id, patch: body(), renamed });
    }
    if (edit.mode === 'extra') return api.call('fields.fromExtra', { name: edit.column.name, draft: { ...body(), kind: draft.kind } });
    return api.call('fields.create', { ...body(), kind: draft.kind, ownerOnly: isOwnerOnly });
  };
  const save = async (): Promise<void> => {
    setTried(true);
    if (label === '' || isTaken || isBusy) return;
    setBusy(true);
    const reply = await send();
    setBusy(false);
    if (!reply.ok && reply.error.code === 'field.noOwnerKey') return setNeedsKey(true);
    if (!reply.ok) return setError(reply.error.code === 'formula.bad' ? t('customFields.formula.fix') : errorLine(t, reply.error));
    // What is asked now is the news; that the rest was saved goes without saying.
    if (edit.mode === 'edit' && isOwnerOnly !== edit.field.ownerOnly) return setTurning(true);
    const text = edit.mode === 'edit' ? t('customFields.dialog.saved', { field: label }) : t('customFields.dialog.made', { field: label });
    if ('moved' in reply.value) {
      const { moved, left } = reply.value;
      undoToast(`${text} ${t('customFields.extras.moved', { count: moved })}${left > 0 ? t('customFields.extras.left', { count: left }) : ''}`, reply.value.actionId);
    } else undoToast(text, reply.value.actionId);
    onClose();
    if (error !== undefined) showToast({ kind: 'success', text });
  };
  const kinds = edit.mode === 'extra' ? FROM_TEXT : KINDS;
  const sections = [...new Set(fields.flatMap((f) => (f.section === null ? [] : [f.section])))];
  const isChoice = draft.kind === 'choice' || draft.kind === 'multiChoice';
  if (turning && edit.mode === 'edit') return <TurnOwnerOnly field={edit.field} ownerOnly={isOwnerOnly} onClose={onClose} />;
  if (needsKey) return <MakeOwnerKey onMade={() => (setNeedsKey(false), void save())} onClose={() => setNeedsKey(false)} />;
  return (
    <Dialog
      open
      width={560}
      title={t(edit.mode === 'edit' ? 'customFields.dialog.edit' : edit.mode === 'extra' ? 'customFields.dialog.fromExtra' : 'customFields.dialog.new')}
      okText={t(edit.mode === 'edit' ? 'ui.actions.save' : 'customFields.dialog.make')}
      okDisabled={isTaken}
      busy={isBusy}
      onOk={() => void save()}
      onClose={onClose}
    >
      <form
        className="field-dialog form-column"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t('customFields.dialog.label')} required error={problem ?? error}>
          <Input autoFocus value={draft.label} maxLength={60} onChange={(event) => set({ label: event.target.value })} />
        </Field>
        <Field label={t('customFields.dialog.kind')} hint={t(`customFields.kindHint.${draft.kind}`)}>
          <Select
            value={draft.kind}
            virtual={false}
            listHeight={440}
            disabled={edit.mode === 'edit'}
            options={kinds.map((kind) => ({ value: kind, label: t(`customFields.kind.${kind}`) }))}
            onChange={(kind) => set({ kind, rules: {} })}
          />
        </Field>
        {isChoice && edit.mode !== 'extra' && <OptionList options={draft.options} onChange={(options) => set({ options })} />}
        {draft.kind === 'formula' && <FormulaEditor value={draft.formula ?? ''} {...(edit.mode === 'edit' && { id: edit.field.id })} onChange={(formula) => set({ formula })} />}
        {(draft.kind === 'number' || draft.kind === 'formula') && (
          <Field label={t('customFields.dialog.unit')} hint={t('customFields.dialog.unitHint')}>
            <Input value={draft.unit ?? ''} maxLength={20} onChange={(event) => set({ unit: event.target.value.trim() === '' ? null : event.target.value })} />
          </Field>
        )}
        {draft.kind === 'money' && (
          <Field label={t('settings.book.currency')}>
            <Select value={draft.currency ?? currency} disabled={edit.mode === 'edit'} options={CURRENCIES.map((value) => ({ value: value, label: t(`settings.book.currencies.${value}`) }))} onChange={(next) => set({ currency: next })} />
          </Field>
        )}
        <Field label={t('customFields.dialog.section')} hint={t('customFields.dialog.sectionHint')}>
          <AutoComplete value={draft.section} maxLength={60} options={sections.map((value) => ({ value }))} onChange={(section: string | undefined) => set({ section: section ?? '' })} />
        </Field>
        <Checkbox checked={draft.onTop} onChange={(event) => set({ onTop: event.target.checked })}>
          {t('customFields.dialog.onTop')}
        </Checkbox>
        {isOwner && edit.mode !== 'extra' && canBeOwnerOnly(draft.kind) && <OwnerOnlyBox label={label} checked={draft.ownerOnly} onChange={(ownerOnly) => set({ ownerOnly })} />}
        {draft.kind !== 'formula' && (
          <details className="field-rules" open={Object.keys(draft.rules).length > 0 || draft.aliases.length > 0}>
            <summary>{t('customFields.dialog.more')}</summary>
            <Checkbox checked={draft.rules.required === true} onChange={(event) => set({ rules: { ...draft.rules, required: event.target.checked || undefined } })}>
              {t('customFields.rules.required')}
            </Checkbox>
            <RuleFields kind={draft.kind} rules={draft.rules} onChange={(rules) => set({ rules })} />
            <Field label={t('customFields.dialog.aliases')} hint={t('customFields.dialog.aliasesHint')}>
              <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', ',', '，']} value={[...draft.aliases]} onChange={(aliases: string[]) => set({ aliases: aliases.map((a) => a.trim().slice(0, 60)).filter(Boolean).slice(0, 20) })} />
            </Field>
          </details>
        )}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
