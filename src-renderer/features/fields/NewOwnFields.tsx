import { originalKey } from '../../../shared/modules/custom-fields.ts';
import { shownFields, useOwnFields } from '../../lib/own-fields.ts';
import type { NewDraft } from '../common/draft-store.ts';
import { FieldInput } from './FieldInput.tsx';
import './own-fields.css';

/** The book's own fields in the form of a new customer: required ones at once, the others among the further fields. Files need somebody to belong to first. */
export function NewOwnFields(props: { readonly draft: NewDraft; readonly set: (change: Partial<NewDraft>) => void; readonly tried: boolean; readonly only: 'required' | 'optional' }) {
  const fields = useOwnFields((store) => store.fields);
  const wanted = shownFields(fields).filter((field) => field.kind !== 'formula' && field.kind !== 'file' && (field.rules.required === true) === (props.only === 'required'));
  if (wanted.length === 0) return null;
  const { custom } = props.draft;
  return wanted.map((field) => {
    const original = custom[originalKey(field.id)];
    return (
      <FieldInput
        key={field.id}
        field={field}
        value={custom[String(field.id)] ?? null}
        original={typeof original === 'string' ? original : null}
        tried={props.tried}
        onSave={(value, typed) => props.set({ custom: { ...custom, [String(field.id)]: value, [originalKey(field.id)]: typed } })}
      />
    );
  });
}
