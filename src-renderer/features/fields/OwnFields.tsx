import { useMemo } from 'react';
import { originalKey, type CustomField, type CustomPatch } from '../../../shared/modules/custom-fields.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useT } from '../../lib/i18n.ts';
import { customName, fieldsOfProfile, shownFields, useOwnFields } from '../../lib/own-fields.ts';
import { FoldSection } from '../../ui/FoldSection.tsx';
import { ConflictNote } from '../common/ConflictNote.tsx';
import type { FieldSaver } from '../common/use-save-field.ts';
import { Doubts } from './Doubts.tsx';
import { ClosedField, isClosed } from './ClosedField.tsx';
import { FieldInput } from './FieldInput.tsx';
import './own-fields.css';

/** Fields of one part of the profile, in the owner's order. */
export interface OwnSection {
  readonly title: string | null;
  readonly fields: readonly CustomField[];
}

/** The shown fields by section; those without one come first. */
export function sectionsOf(fields: readonly CustomField[]): readonly OwnSection[] {
  const sections = new Map<string | null, CustomField[]>();
  for (const field of shownFields(fields)) {
    const list = sections.get(field.section) ?? [];
    list.push(field);
    sections.set(field.section, list);
  }
  return [...sections].map(([title, list]) => ({ title, fields: list })).sort((a, b) => Number(a.title !== null) - Number(b.title !== null));
}

/** The book's own fields in a profile: one part per section, each value saved by itself. Nothing at all when there are none. */
export function OwnFields({ customer, saver }: { readonly customer: Customer; readonly saver: FieldSaver }) {
  const t = useT();
  const known = useOwnFields();
  const { custom } = customer;
  const sections = useMemo(() => sectionsOf(fieldsOfProfile(known, custom)), [known, custom]);
  return sections.map(({ title, fields: own }, index) => (
    <FoldSection key={title ?? ''} name={`own:${index}`} title={title ?? t('customFields.title')}>
      <div className="own-fields">
        {own.map((field) => (
          <OwnField key={field.id} field={field} customer={customer} saver={saver} />
        ))}
      </div>
    </FoldSection>
  ));
}

function OwnField({ field, customer, saver }: { readonly field: CustomField; readonly customer: Customer; readonly saver: FieldSaver }) {
  const key = String(field.id);
  const name = customName(field.id);
  const original = customer.custom[originalKey(field.id)];
  if (isClosed(customer.custom[key])) return <ClosedField field={field} />;
  return (
    <div className={field.kind === 'longText' || field.kind === 'multiChoice' || field.kind === 'lunarDate' || field.kind === 'file' ? 'own-wide' : ''}>
      <FieldInput
        field={field}
        value={customer.custom[key] ?? null}
        original={typeof original === 'string' ? original : null}
        customer={customer}
        onSave={(value, typed) => {
          const custom: CustomPatch = { [key]: value, [originalKey(field.id)]: typed };
          void saver.save(name, { custom });
        }}
        onSaveAlso={(patch) => void saver.save('birthday', patch)}
      />
      <Doubts customer={customer} field={name} />
      <ConflictNote saver={saver} field={name} />
    </div>
  );
}
