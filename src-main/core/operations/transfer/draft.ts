/** What one row of a file becomes before the database is asked anything. */
import type { CustomValue } from '../../../../shared/modules/custom-fields.ts';
import type { ConsentCells } from '../../../../shared/modules/consents.ts';
import type { CustomerDraft } from '../../../../shared/modules/customers.ts';
import type { IssueCode, RowIssue } from '../../../../shared/modules/transfer.ts';
import type { ChoiceValue } from './choice-words.ts';

/** A customer as the file tells it; tags still by name. Absent fields were absent (or empty) in the file. */
export type ImportDraft = Omit<CustomerDraft, 'tags' | 'custom'> & {
  readonly custom?: Readonly<Record<string, CustomValue>> | undefined;
  readonly tagNames?: readonly string[] | undefined;
  /** What the row says of notice and consent: entries of their own. */
  readonly consents?: ConsentCells | undefined;
  /** EpochMs of 建档日期. */
  readonly createdAt?: number | undefined;
};

export type RowOutcome =
  | { readonly kind: 'blank'; readonly row: number }
  | { readonly kind: 'ok'; readonly row: number; readonly draft: ImportDraft; readonly issues: readonly RowIssue[] }
  | { readonly kind: 'error'; readonly row: number; readonly name: string; readonly issues: readonly RowIssue[] };

/** Under construction: field readers write here, `finish` turns it into an outcome. */
export interface RowBuilder {
  readonly row: number;
  name: string;
  familyName: string;
  givenName: string;
  kind: 'individual' | 'company' | null;
  company: string;
  phones: { value: string; label?: string }[];
  emails: { value: string; label?: string }[];
  wechats: { value: string; label?: string }[];
  addresses: { value: string; label?: string }[];
  address: Partial<Record<'province' | 'city' | 'district' | 'street' | 'postcode', string>> | null;
  title: string;
  gender: 'female' | 'male' | 'other' | null;
  birthday: string | null;
  grade: string;
  source: string;
  notes: string;
  preferences: string;
  painPoints: string;
  preferredTime: string;
  preferredMethod: ChoiceValue<'preferredMethod'> | null;
  doNotContact: ChoiceValue<'doNotContact'> | null;
  contactEvery: number | null;
  starred: ChoiceValue<'starred'> | null;
  code: string;
  tagNames: string[];
  createdAt: number | null;
  extra: Record<string, string> | null;
  custom: Record<string, CustomValue> | null;
  verifiedOn: string | null;
  consents: ConsentCells | null;
  issues: RowIssue[];
  bad: boolean;
}

/** A fresh row. */
export function newRow(row: number): RowBuilder {
  // prettier-ignore
  return {
    row, name: '', familyName: '', givenName: '', kind: null, company: '', phones: [], emails: [], wechats: [], addresses: [], address: null,
    title: '', gender: null, birthday: null, grade: '', source: '', notes: '', preferences: '', painPoints: '', preferredTime: '',
    preferredMethod: null, doNotContact: null, contactEvery: null, starred: null, code: '', tagNames: [], createdAt: null, extra: null, custom: null, verifiedOn: null, consents: null, issues: [], bad: false,
  };
}

/** Notes something about a cell; an error keeps the whole row out. */
export function note(row: RowBuilder, severity: 'error' | 'warning', code: IssueCode, column: string | null, value: string | null): void {
  row.issues.push({ row: row.row, column, code, severity, value: value === null ? null : value.slice(0, 200) });
  if (severity === 'error') row.bad = true;
}

/** Keeps a text with the customer under its heading; a second one under the same heading is added to it. */
export function keepExtra(row: RowBuilder, column: string, text: string): void {
  const key = column === '__proto__' ? '_proto_' : column;
  // A plain object: rows of one file have the same headings in the same order, so they share one shape.
  row.extra ??= {};
  const before = Object.hasOwn(row.extra, key) ? row.extra[key] : undefined;
  row.extra[key] = before === undefined || before === text ? text : `${before}; ${text}`;
}
