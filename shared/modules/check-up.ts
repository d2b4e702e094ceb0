/** The security check-up (安全体检): what keeps a book safe, each point judged by one written rule. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import type { EpochMs } from '../kernel/ids.ts';
import { auditVerdictSchema } from './audit.ts';
import { backupConcernSchema } from './backup.ts';
import { emptySchema } from './words.ts';

const instant = z.int().nullable();

export const checkUpSchema = z.object({
  at: z.int(),
  copies: z.object({ lastAt: instant, provenAt: instant, concerns: z.array(backupConcernSchema) }),
  /** When the passphrase was last set and how strong it was then (0–4); `null` where it was set before this was noted. */
  passphrase: z.object({ setAt: instant, score: z.int().min(0).max(4).nullable() }),
  /** Whether the code was written down, and when it last opened the book in a drill. */
  recovery: z.object({ confirmed: z.boolean(), provedAt: instant }),
  /** Wrong passphrases of the last `DENIED_DAYS` days. */
  denied: z.object({ count: z.int(), lastAt: instant }),
  /** What left the book since the first of this month: files written, papers printed. */
  taken: z.object({ files: z.int(), prints: z.int(), records: z.int() }),
  /** How many besides the owner come in, and of the last `DENIED_DAYS` days: contact details opened one by one by who sees them masked, how often on and on beyond the limit, calls refused. */
  people: z.object({ count: z.int(), opened: z.int(), beyond: z.int(), refused: z.int() }),
  audit: z.object({ entries: z.int(), verified: auditVerdictSchema.nullable() }),
  /** Where the book lies; `service` when that is a place it must not be (a cloud folder, a network drive). */
  place: z.object({ folder: z.string(), service: z.string().nullable() }),
  /** Minutes until it locks itself; 0: never. */
  autoLockMinutes: z.int(),
  keychain: z.boolean(),
  version: z.string(),
});
export type CheckUp = z.output<typeof checkUpSchema>;

/** `bad` asks for something to be done today, `hint` for something to be thought of. */
export type CheckLevel = 'good' | 'hint' | 'bad';
export const CHECK_POINTS = ['copies', 'proof', 'offDisk', 'passphrase', 'recovery', 'denied', 'people', 'lock', 'audit', 'place', 'taken', 'version'] as const;
export type CheckPoint = (typeof CHECK_POINTS)[number];

export const DENIED_DAYS = 30;
/** Slips of the finger; more in a month are worth a look. */
const SLIPS = 5;
const DAY_MS = 86_400_000;
/** A strong passphrase needs no changing; after this long it is asked who knows it by now. */
const PASSPHRASE_DAYS = 730;
const DRILL_DAYS = 365;
const AUDIT_DAYS = 90;
const GOOD_SCORE = 3;

const older = (at: EpochMs | null, days: number, now: EpochMs): boolean => at !== null && now - at > days * DAY_MS;

/** Judges every point; pure, so that the window and a script say the same. */
export function judgeCheckUp(found: CheckUp): Readonly<Record<CheckPoint, CheckLevel>> {
  const { at: now, copies, passphrase, recovery, audit } = found;
  const has = (concern: CheckUp['copies']['concerns'][number]): boolean => copies.concerns.includes(concern);
  const weak = passphrase.score !== null && passphrase.score < GOOD_SCORE;
  return {
    copies: has('failing') ? 'bad' : copies.lastAt === null ? 'hint' : 'good',
    proof: has('unproven') ? 'bad' : copies.provenAt === null ? 'hint' : 'good',
    offDisk: has('offDisk') ? 'bad' : has('noTarget') ? 'hint' : 'good',
    passphrase: weak || older(passphrase.setAt, PASSPHRASE_DAYS, now) ? 'hint' : 'good',
    recovery: !recovery.confirmed ? 'bad' : recovery.provedAt === null || older(recovery.provedAt, DRILL_DAYS, now) ? 'hint' : 'good',
    denied: found.denied.count > SLIPS ? 'hint' : 'good',
    people: found.people.beyond > 0 ? 'hint' : 'good',
    lock: found.autoLockMinutes === 0 ? 'hint' : 'good',
    audit: levelOfAudit(audit.verified, now),
    place: found.place.service === null ? 'good' : 'bad',
    taken: 'good',
    version: 'good',
  };
}

function levelOfAudit(verified: CheckUp['audit']['verified'], now: EpochMs): CheckLevel {
  if (verified === null) return 'hint';
  if (verified.badSeq !== null) return 'bad';
  return older(verified.at, AUDIT_DAYS, now) ? 'hint' : 'good';
}

export const checkUpMethods = {
  'checkUp.get': defineMethod({
    kind: 'query',
    access: 'admin',
    input: emptySchema,
    output: checkUpSchema,
    errors: [],
    about: 'What keeps the book safe: copies and their proof, passphrase, recovery code, wrong tries, what was taken out, the record, where it lies.',
  }),
} as const;
