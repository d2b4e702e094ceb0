/** Whose a sale is: customers of the book by code, phone and name, and those to be made. */
import { phoneKey } from '../../../../../shared/kernel/phone.ts';
import { foldKey } from '../../../../../shared/kernel/text.ts';
import type { Db } from '../../../database/open.ts';
import type { SaleLine, Trouble } from './line.ts';

export interface NewOwner {
  readonly name: string;
  readonly phone: string | null;
  readonly code: string | null;
}

/** A customer of the book, or a place in the list of those to be made. */
export type Owner = { readonly id: number; readonly name: string } | { readonly made: number; readonly name: string };

interface Known {
  readonly owner: Owner;
  readonly nameKey: string;
  readonly hasPhone: boolean;
}

export interface Owners {
  find(line: Pick<SaleLine, 'customer' | 'phone' | 'customerCode'>): Owner | Trouble;
  readonly made: readonly NewOwner[];
}

type Asked = Pick<SaleLine, 'customer' | 'phone' | 'customerCode'>;
interface CustomerRow {
  readonly id: number;
  readonly name: string;
  readonly code: string | null;
  readonly phones: string | null;
}

const codeKey = (code: string) => foldKey(code);
/** A text that is no number is its own key. */
const numberKey = (phone: string) => phoneKey(phone) ?? foldKey(phone);

/** One pass over the customers; kept in memory are only those the file may mean. */
export function findOwners(db: Db, asked: Iterable<Asked>, mayMake: boolean): Owners {
  const wanted = { name: new Set<string>(), phone: new Set<string>(), code: new Set<string>() };
  for (const one of asked) {
    if (one.customer !== null) wanted.name.add(foldKey(one.customer));
    if (one.phone !== null) wanted.phone.add(numberKey(one.phone));
    if (one.customerCode !== null) wanted.code.add(codeKey(one.customerCode));
  }
  const book = shelves();
  const rows = db.raw.prepare('SELECT id, name, code, phones FROM customer WHERE deleted_at IS NULL').iterate() as IterableIterator<CustomerRow>;
  for (const row of rows) {
    const nameKey = foldKey(row.name);
    const phones = row.phones === null ? [] : (JSON.parse(row.phones) as { value: string }[]).map(({ value }) => numberKey(value));
    const isWanted = wanted.name.has(nameKey) || (row.code !== null && wanted.code.has(codeKey(row.code))) || phones.some((key) => wanted.phone.has(key));
    if (isWanted) book.add({ owner: { id: row.id, name: row.name }, nameKey, hasPhone: phones.length > 0 }, phones, row.code);
  }
  const made: NewOwner[] = [];
  const make = (name: string, { phone, customerCode }: Asked): Owner => {
    const owner = { made: made.length, name };
    made.push({ name, phone, code: customerCode });
    book.add({ owner, nameKey: foldKey(name), hasPhone: phone !== null }, phone === null ? [] : [numberKey(phone)], customerCode);
    return owner;
  };
  return {
    made,
    find(line) {
      const found = book.find(line);
      if (found !== null) return 'owner' in found ? found.owner : found;
      const name = line.customer ?? line.phone;
      if (name === null || (line.customer === null && line.customerCode !== null)) return { problem: 'customer.unknown', value: line.customerCode ?? '' };
      return mayMake ? make(name, line) : { problem: 'customer.unknown', value: name };
    },
  };
}

function shelves() {
  const byName = new Map<string, Known[]>();
  const byPhone = new Map<string, Known[]>();
  const byCode = new Map<string, Known>();
  const put = (map: Map<string, Known[]>, key: string, known: Known): void => {
    const list = map.get(key);
    if (list) list.push(known);
    else map.set(key, [known]);
  };
  return {
    add(known: Known, phones: readonly string[], code: string | null): void {
      put(byName, known.nameKey, known);
      for (const phone of phones) put(byPhone, phone, known);
      if (code !== null) byCode.set(codeKey(code), known);
    },
    /** A code decides; then the phone, together with the name when both are given; then the name alone, if it is nobody else's too. */
    find(line: Asked): Known | Trouble | null {
      const coded = line.customerCode === null ? undefined : byCode.get(codeKey(line.customerCode));
      if (coded) return coded;
      const nameKey = line.customer === null ? null : foldKey(line.customer);
      const phoned = line.phone === null ? [] : (byPhone.get(numberKey(line.phone)) ?? []);
      const both = nameKey === null ? phoned : phoned.filter((one) => one.nameKey === nameKey);
      if (both.length === 1) return both[0]!;
      if (both.length > 1) return { problem: 'customer.ambiguous', value: line.customer ?? line.phone ?? '' };
      if (phoned.length > 0) return { problem: 'customer.otherName', value: phoned[0]!.owner.name };
      if (nameKey === null) return line.customerCode === null && line.phone === null ? { problem: 'customer.missing', value: '' } : null;
      // A phone nobody has: of those of the name, only one without a phone can be meant.
      const named = (byName.get(nameKey) ?? []).filter((one) => line.phone === null || !one.hasPhone);
      if (named.length > 1) return { problem: 'customer.ambiguous', value: line.customer ?? '' };
      return named[0] ?? null;
    },
  };
}
