import type { ReactNode } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { CustomerSegments } from '../../segments/CustomerSegments.tsx';
import { Doubts } from '../../fields/Doubts.tsx';
import { BirthdayField } from './BirthdayField.tsx';
import { ConflictNote } from '../../common/ConflictNote.tsx';
import { useBookSettings } from '../../common/use-choices.ts';
import { ContactsField } from './ContactsField.tsx';
import { KindField } from './KindField.tsx';
import { NameParts } from './NameParts.tsx';
import { TagsField } from './TagsField.tsx';
import { ChoiceField, TextField } from './TextField.tsx';
import { ContactEveryField } from '../../cadence/ContactEveryField.tsx';
import type { FieldSaver } from '../../common/use-save-field.ts';

/** What every part of a record works on. */
export interface PartProps {
  readonly customer: Customer;
  readonly saver: FieldSaver;
}

export function Pair({ children }: { readonly children: ReactNode }) {
  return <div className="record-pair">{children}</div>;
}

/** Name, company, kind, birthday. A book of persons shows no empty company. */
export function IdentityPart(field: PartProps) {
  const { customer, saver } = field;
  const isCompany = customer.kind === 'company';
  const isPlain = useBookSettings()?.kind === 'individual' && customer.company === null && customer.title === null;
  return (
    <>
      <TextField {...field} field="name" />
      <NameParts {...field} />
      {isCompany || isPlain ? null : (
        <Pair>
          <TextField {...field} field="company" />
          <TextField {...field} field="title" />
        </Pair>
      )}
      <Pair>
        <KindField {...field} field="kind" />
        {(!isCompany || customer.gender !== null) && <KindField {...field} field="gender" />}
      </Pair>
      {(!isCompany || customer.birthday !== null) && <BirthdayField value={customer.birthday} onSave={(birthday) => void saver.save('birthday', { birthday })} />}
      <Doubts customer={customer} field="birthday" />
      <ConflictNote saver={saver} field="birthday" />
    </>
  );
}

/** Every way to reach them, and how they want to be reached. */
export function ContactPart(field: PartProps) {
  return (
    <>
      <ContactsField {...field} field="phones" />
      <ContactsField {...field} field="wechats" />
      <ContactsField {...field} field="emails" />
      <ContactsField {...field} field="addresses" />
      <Pair>
        <KindField {...field} field="preferredMethod" />
        <TextField {...field} field="preferredTime" />
      </Pair>
      <KindField {...field} field="doNotContact" />
      <ContactEveryField {...field} />
    </>
  );
}

export function ClassifyPart(field: PartProps) {
  return (
    <>
      <TagsField {...field} />
      <CustomerSegments customerId={field.customer.id} />
      <Pair>
        <ChoiceField {...field} field="grade" />
        <ChoiceField {...field} field="source" />
      </Pair>
      <TextField {...field} field="code" />
    </>
  );
}

/** What they like and what holds them back, in the owner's own words. */
export function LikesPart(field: PartProps) {
  return (
    <>
      <TextField {...field} field="preferences" lines={2} />
      <TextField {...field} field="painPoints" lines={2} />
    </>
  );
}
