/** Rewriting log entries so that nothing of the person stays, while every other record's history and undo remain. */
import type { Db } from '../../database/open.ts';
import type { Mac } from '../audit.ts';
import type { ChangeEntry } from '../codec.ts';
import { encodeBody } from '../codec.ts';
import type { Redaction } from '../redaction.ts';
import type { Fields } from '../rows.ts';
import { ANONYMISED } from './plan.ts';
import type { ErasePlan } from './plan.ts';
import type { Traces } from './traces.ts';
import { textsWithoutNames } from './traces.ts';

export interface Redacted {
  readonly list: readonly Redaction[];
  /** Actions of which nothing is left to undo. */
  readonly emptied: readonly number[];
}

/** Rewrites the planned entries in place; `nobody` is the record that anonymised rows belong to. */
export function redactLog(db: Db, mac: Mac, plan: ErasePlan, traces: Traces, nobody: number | null): Redacted {
  const update = db.raw.prepare('UPDATE change_log SET codec = ?, body = ? WHERE seq = ?');
  const list: Redaction[] = [];
  const touched = new Set<number>();
  const empty = new Set<number>();
  for (const [seq, { actionId, entries }] of plan.log) {
    const rest = entries.flatMap((entry) => redactEntry(entry, plan, traces, nobody));
    const { codec, body } = encodeBody(rest);
    update.run(codec, body, seq);
    list.push({ seq, valueHash: mac(body) });
    touched.add(actionId);
    if (rest.length === 0) empty.add(seq);
  }
  const seqs = db.raw.prepare<[number], number>('SELECT seq FROM change_log WHERE action_id = ?').pluck();
  return { list, emptied: [...touched].filter((action) => seqs.all(action).every((seq) => empty.has(seq))) };
}

function redactEntry(entry: ChangeEntry, plan: ErasePlan, traces: Traces, nobody: number | null): ChangeEntry[] {
  if (plan.gone.get(entry.entity)?.has(entry.id)) return [];
  if (!plan.kept.get(entry.entity)?.has(entry.id)) return [entry];
  const clean = (fields: Fields) => anonymous(fields, ANONYMISED[entry.entity] ?? [], traces, nobody);
  return [{ ...entry, before: clean(entry.before), after: clean(entry.after) }];
}

/** The fields of a record that stays, without the person. */
export function anonymous(fields: Fields, emptied: readonly string[], traces: Traces, nobody: number | null): Fields {
  const clean: Record<string, unknown> = { ...fields };
  for (const field of emptied) if (field in clean) clean[field] = null;
  if (traces.ids.includes(clean['customerId'] as number)) clean['customerId'] = nobody;
  if (clean['items'] !== undefined) clean['items'] = textsWithoutNames(clean['items'], traces);
  return clean;
}
