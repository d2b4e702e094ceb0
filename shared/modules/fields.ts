/**
 * What a field of a record can be. Lists, filters, import, export, history and
 * merge read these definitions; nothing else knows a field by name.
 */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'choice'
  | 'tags'
  | 'contacts'
  | 'birthday'
  | 'date'
  | 'instant'
  | 'money'
  | 'number'
  | 'rating'
  | 'yesNo'
  | 'multiChoice'
  | 'map'
  | 'list'
  | 'files'
  | 'record';

/** How two devices' edits of the field are joined (used by sync). */
export type MergeKind = 'lww' | 'set' | 'first';

export interface FieldDef {
  readonly name: string;
  readonly kind: FieldKind;
  readonly merge: MergeKind;
  /** The user may change it by hand. */
  readonly editable: boolean;
  readonly importable: boolean;
  /** Characters; for contacts the limit of one value. */
  readonly maxLength: number;
  /** Closed words of a choice, or `book` when the owner edits the list. */
  readonly choices?: readonly string[] | 'book';
}

/** A field people fill in and files bring; `more` says what is different about it. */
export function fieldDef(name: string, kind: FieldKind, maxLength = 0, more: Partial<FieldDef> = {}): FieldDef {
  return { name, kind, merge: 'lww', editable: true, importable: true, maxLength, ...more };
}

/** One phone, e-mail, WeChat id or address; the first of a list is the primary one. */
export interface ContactValue {
  readonly value: string;
  readonly label?: string;
  /** As it was typed, when tidying changed it. */
  readonly original?: string;
}
