/** A row that needs no care: one value per field, every text as it will be stored. Empty = ''. */
export interface FlatRow {
  name: string;
  familyName: string;
  givenName: string;
  kind: string;
  code: string;
  phone: string;
  wechat: string;
  email: string;
  company: string;
  title: string;
  address: string;
  gender: string;
  birthday: string;
  grade: string;
  source: string;
  tag: string;
  notes: string;
  preferences: string;
  painPoints: string;
  preferredTime: string;
  /** JSON of the columns without a field; '' when all are empty. */
  extra: string;
  /** JSON of the book's own fields; '' when all are empty. */
  custom: string;
}

/** An empty row; always the same shape. */
export function newFlatRow(): FlatRow {
  // prettier-ignore
  return {
    name: '', familyName: '', givenName: '', kind: '', code: '', phone: '', wechat: '', email: '', company: '', title: '', address: '', gender: '', birthday: '',
    grade: '', source: '', tag: '', notes: '', preferences: '', painPoints: '', preferredTime: '', extra: '', custom: '',
  };
}
