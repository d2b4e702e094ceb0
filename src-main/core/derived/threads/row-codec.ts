/**
 * Rows between threads as one string: copying one long string costs a tenth of cloning
 * a thousand objects. Fields are separated by U+001F, rows by U+001E, which cleaned
 * text cannot hold; a row that does is sent as an object instead.
 */
import { unpackRows as unpackPacked } from '../../changes/packed.ts';
import type { CustomerRow } from '../row.ts';

const FIELD = '\u001f';
const ROW = '\u001e';

const TEXTS = [
  'kind', 'name', 'pinyin', 'code', 'phones', 'wechats', 'emails', 'company', 'title', 'addresses', 'gender', 'birthday',
  'grade', 'source', 'tags', 'notes', 'preferences', 'painPoints', 'preferredMethod', 'preferredTime', 'doNotContact', 'starred',
  'extra', 'custom', 'verifiedOn', 'lastSaleOn', 'stageBase', 'stageHand', 'consent', 'confirmed', 'related', 'familyName', 'givenName',
] as const; // prettier-ignore
const NUMBERS = ['createdAt', 'updatedAt', 'deletedAt', 'deletedKind', 'saleCount', 'saleAmount', 'receivable', 'lastContactOn', 'contactEvery'] as const;
const COUNT = 1 + TEXTS.length + NUMBERS.length;

export type RowPacket = string | readonly CustomerRow[];

/** Packs rows; empty texts and absent values come back as `null`. */
export function packRows(rows: readonly CustomerRow[]): RowPacket {
  const lines: string[] = [];
  for (const row of rows) {
    let line = String(row.id);
    for (const field of TEXTS) line += FIELD + (row[field] ?? '');
    for (const field of NUMBERS) line += FIELD + (row[field] ?? '');
    lines.push(line);
  }
  const packet = lines.join(ROW);
  return countOf(packet) === rows.length * COUNT - 1 ? packet : rows;
}

/** Separators of both kinds in the packet: more than expected means that a value holds one. */
function countOf(packet: string): number {
  let n = 0;
  for (let i = 0; i < packet.length; i++) {
    const unit = packet.charCodeAt(i);
    if (unit === 0x1f || unit === 0x1e) n++;
  }
  return n;
}

/** The rows of a packet. */
export function unpackRows(packet: RowPacket): readonly CustomerRow[] {
  if (typeof packet !== 'string') return packet;
  return packet === '' ? [] : packet.split(ROW).map(unpackRow);
}

function unpackRow(line: string): CustomerRow {
  const cells = line.split(FIELD);
  const text = (at: number) => cells[at] || null;
  const number = (at: number) => (cells[at] ? Number(cells[at]) : null);
  return {
    id: Number(cells[0]),
    kind: cells[1]!,
    name: cells[2]!,
    pinyin: cells[3]!,
    code: text(4),
    phones: text(5),
    wechats: text(6),
    emails: text(7),
    company: text(8),
    title: text(9),
    addresses: text(10),
    gender: text(11),
    birthday: text(12),
    grade: text(13),
    source: text(14),
    tags: text(15),
    notes: text(16),
    preferences: text(17),
    painPoints: text(18),
    preferredMethod: text(19),
    preferredTime: text(20),
    doNotContact: text(21),
    starred: text(22),
    extra: text(23),
    custom: text(24),
    verifiedOn: text(25),
    lastSaleOn: text(26),
    stageBase: text(27),
    stageHand: text(28),
    consent: text(29),
    confirmed: text(30),
    related: text(31),
    familyName: text(32),
    givenName: text(33),
    createdAt: number(34) ?? 0,
    updatedAt: number(35) ?? 0,
    deletedAt: number(36),
    deletedKind: number(37),
    saleCount: number(38),
    saleAmount: number(39),
    receivable: number(40),
    lastContactOn: number(41),
    contactEvery: number(42),
  };
}

/** Customers of rows packed by the change pipeline, each made when its turn comes. */
export function* unpackCustomers(bytes: Uint8Array): Generator<CustomerRow> {
  const rows = unpackPacked(bytes);
  const required = (column: string) => rows.each(column) as () => string;
  const text = (column: string) => rows.each(column) as () => string | null;
  const [kind, name, pinyin] = [required('kind'), required('name'), required('pinyin')];
  const [familyName, givenName] = [text('family_name'), text('given_name')];
  const [code, phones, wechats, emails] = [text('code'), text('phones'), text('wechats'), text('emails')];
  const [company, title, addresses, gender] = [text('company'), text('title'), text('addresses'), text('gender')];
  const [birthday, grade, source, tags] = [text('birthday'), text('grade'), text('source'), text('tags')];
  const [preferences, painPoints, preferredMethod] = [text('preferences'), text('pain_points'), text('preferred_method')];
  const [preferredTime, doNotContact, starred] = [text('preferred_time'), text('do_not_contact'), text('starred')];
  const [notes, extra, custom, verifiedOn, confirmed] = [text('notes'), text('extra'), text('custom'), text('verified_on'), text('confirmed')];
  const createdAt = rows.each('created_at') as () => number;
  const contactEvery = rows.each('contact_every') as () => number | null;
  const { ids, updatedAt } = rows;
  for (let r = 0; r < ids.length; r++) {
    // One literal: objects made property by property are several times slower to read.
    yield {
      id: ids[r]!, kind: kind(), name: name(), pinyin: pinyin(), familyName: familyName(), givenName: givenName(), code: code(), phones: phones(), wechats: wechats(), emails: emails(),
      company: company(), title: title(), addresses: addresses(), gender: gender(), birthday: birthday(), grade: grade(), source: source(),
      tags: tags(), notes: notes(), preferences: preferences(), painPoints: painPoints(), preferredMethod: preferredMethod(),
      preferredTime: preferredTime(), doNotContact: doNotContact(), contactEvery: contactEvery(), starred: starred(), extra: extra(), custom: custom(),
      verifiedOn: verifiedOn(), confirmed: confirmed(), createdAt: createdAt(), updatedAt, deletedAt: null, deletedKind: null,
    }; // prettier-ignore
  }
}
