/**
 * Sealing the values of a field that is from now on the owner's only, or opening them again: in the rows and in every
 * entry of the log, in one transaction with the mark of the field. The same value of a customer gets the same sealed text
 * wherever it stands, so that undo and "changed since" go on comparing. The bodies of the log that were rewritten are
 * vouched for as after an erasure (redaction.ts).
 */
import { customName } from '../../../shared/modules/custom-fields.ts';
import type { CustomValue } from '../../../shared/modules/custom-fields.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { sqliteFailure } from '../database/errors.ts';
import type { Db } from '../database/open.ts';
import { appendAudit, auditHead } from './audit.ts';
import { openTxClock } from './clock-row.ts';
import type { ChangeEntry } from './codec.ts';
import { decodeBody, encodeBody } from './codec.ts';
import { redactionsHash, saveRedactions } from './redaction.ts';
import type { Redaction } from './redaction.ts';
import type { Fields } from './rows.ts';
import { isSealed, ownerSealOf } from './sealed-values.ts';
import type { OwnerSeal } from './sealed-values.ts';
import type { Committed, WriteDeps } from './write.ts';
import { write } from './write.ts';

export interface SealingInput {
  readonly fieldId: number;
  readonly label: string;
  readonly actor: string;
  /** False: the values are opened for everybody. */
  readonly ownerOnly: boolean;
}

/** Answers how many customers have a value. Without the owner's key: `field.noOwnerKey`. The derived data must be rebuilt afterwards. */
export function changeSealing(deps: WriteDeps, input: SealingInput): number {
  const { db, mac } = deps;
  const seal = ownerSealOf(db);
  if (!seal) throw new AppFailure('field.noOwnerKey');
  const heard: Committed[] = [];
  const run = db.raw.transaction(() => {
    const { fieldId, ownerOnly, actor, label } = input;
    const action = { kind: 'fields.setOwnerOnly', actor, origin: 'local' as const, facts: { label, ownerOnly } };
    write({ ...deps, onCommitted: (change) => heard.push(change) }, action, (w) => w.update('field', fieldId, { ownerOnly: ownerOnly ? 1 : 0 }));
    const turn = turner(seal, fieldId, ownerOnly);
    const customers = turnRows(db, fieldId, turn);
    const list = turnLog(deps, fieldId, turn);
    if (ownerOnly) dropDrafts(db, fieldId);
    const now = deps.clock.now();
    const clock = openTxClock(db, now);
    const head = auditHead(db);
    saveRedactions(db, head.seq + 1, list);
    appendAudit(db, mac, head, { at: now, stamp: clock.stamp, actor, action: ownerOnly ? 'fields.seal' : 'fields.open', rowCount: customers, valueHash: redactionsHash(mac, list) });
    db.raw.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('compactDue', 'yes')").run();
    clock.save();
    return customers;
  });
  try {
    const customers = run.immediate();
    heard.forEach((change) => deps.onCommitted(change));
    return customers;
  } catch (e) {
    throw e instanceof AppFailure ? e : (sqliteFailure(e) ?? e);
  }
}

/** What becomes of the custom values, and of the notes of what was confirmed, of one customer. */
type Turn = (customer: number, fields: Fields) => Fields;

function turner(seal: OwnerSeal, fieldId: number, ownerOnly: boolean): Turn {
  const keys = [String(fieldId), `o:${fieldId}`];
  const name = customName(fieldId);
  const sealed = new Map<string, string>();
  const closed = (customer: number, value: unknown): unknown => {
    if (isSealed(value)) return value;
    const known = `${customer} ${JSON.stringify(value)}`;
    const text = sealed.get(known) ?? seal.seal(fieldId, value as CustomValue);
    sealed.set(known, text);
    return text;
  };
  const opened = (value: unknown): unknown => (isSealed(value) ? (seal.open(value) ?? value) : value);
  return (customer, fields) => {
    const out: Record<string, unknown> = { ...fields };
    const custom = fields['custom'] as Fields | null | undefined;
    if (custom) {
      const found = keys.filter((key) => custom[key] !== undefined && custom[key] !== null);
      out['custom'] = { ...custom, ...Object.fromEntries(found.map((key) => [key, ownerOnly ? closed(customer, custom[key]) : opened(custom[key])])) };
    }
    // What somebody confirmed of a value repeats it.
    if (ownerOnly && Array.isArray(fields['confirmed'])) out['confirmed'] = (fields['confirmed'] as { field?: unknown }[]).filter((one) => one.field !== name);
    return out;
  };
}

/** Texts that hold neither the key of the field nor its name hold nothing of it. */
const marksOf = (fieldId: number): readonly string[] => [`"${fieldId}":`, `"o:${fieldId}":`, `"${customName(fieldId)}"`];

function turnRows(db: Db, fieldId: number, turn: Turn): number {
  const rows = db.raw.prepare<[], { id: number; custom: string | null; confirmed: string | null }>('SELECT id, custom, confirmed FROM customer WHERE custom IS NOT NULL OR confirmed IS NOT NULL').all();
  const update = db.raw.prepare('UPDATE customer SET custom = ?, confirmed = ? WHERE id = ?');
  const marks = marksOf(fieldId);
  let count = 0;
  for (const { id, custom, confirmed } of rows) {
    if (!marks.some((mark) => custom?.includes(mark) === true || confirmed?.includes(mark) === true)) continue;
    const next = turn(id, { custom: parsed(custom), confirmed: parsed(confirmed) });
    const list = next['confirmed'] as readonly unknown[] | null;
    update.run(custom === null ? null : JSON.stringify(next['custom']), list === null || list.length === 0 ? null : JSON.stringify(list), id);
    if (custom?.includes(marks[0]!) === true) count++;
  }
  return count;
}

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

function turnLog({ db, mac }: WriteDeps, fieldId: number, turn: Turn): Redaction[] {
  const marks = marksOf(fieldId);
  const read = db.raw.prepare<[number], { codec: number; body: Buffer }>('SELECT codec, body FROM change_log WHERE seq = ?');
  const update = db.raw.prepare('UPDATE change_log SET codec = ?, body = ? WHERE seq = ?');
  const list: Redaction[] = [];
  for (const seq of db.raw.prepare<[], number>('SELECT seq FROM change_log ORDER BY seq').pluck().all()) {
    const { codec, body } = read.get(seq)!;
    const entries = decodeBody(codec, body);
    if (!entries.some((entry) => entry.entity === 'customer' && tells(entry, marks))) continue;
    const next = encodeBody(entries.map((entry) => (entry.entity === 'customer' ? { ...entry, before: turn(entry.id, entry.before), after: turn(entry.id, entry.after) } : entry)));
    update.run(next.codec, next.body, seq);
    list.push({ seq, valueHash: mac(next.body) });
  }
  return list;
}

function tells({ before, after }: ChangeEntry, marks: readonly string[]): boolean {
  const text = JSON.stringify([before['custom'], before['confirmed'], after['custom'], after['confirmed']]);
  return marks.some((mark) => text.includes(mark));
}

/** Forms half filled in, as text: one that may hold a value of the field goes whole. */
function dropDrafts(db: Db, fieldId: number): void {
  const drop = db.raw.prepare('DELETE FROM setting WHERE key = ?');
  for (const { key, value } of db.raw.prepare<[], { key: string; value: string }>("SELECT key, value FROM setting WHERE key LIKE 'draft:%'").all()) {
    if (value.includes(String(fieldId))) drop.run(key);
  }
}
