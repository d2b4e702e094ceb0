/** `audit verify`: is the record of operations whole. */
import type { AuditVerdict } from '../../../shared/modules/audit.ts';
import { fill } from '../common/texts.ts';
import { UsageError } from './cli-args.ts';
import { EXIT } from './cli-exit.ts';
import { finished, withBook } from './cli-session.ts';
import type { Answer, CliContext } from './cli-session.ts';

/** Walks the whole chain; exit code 8 when an entry does not fit. */
export async function runAudit(ctx: CliContext): Promise<Answer> {
  const [word = ''] = ctx.call.words;
  if (word !== 'verify') throw new UsageError('badValue', { option: 'audit', value: word, allowed: 'verify' });
  return withBook(ctx, async (cli) => {
    const { entries, head, badSeq } = finished(await cli.runJob(() => cli.ask('audit.verify', {}))) as AuditVerdict;
    const json = { ok: badSeq === null, first: entries === 0 ? null : 1, last: entries === 0 ? null : entries, head, badSeq };
    const { whole, broken } = ctx.texts.audit;
    return badSeq === null
      ? { json, text: fill(whole, { count: entries, head }) }
      : { json, text: fill(broken, { seq: badSeq, last: entries }), exitCode: EXIT.tampered };
  });
}
