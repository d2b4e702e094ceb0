/** Handler of `session.changeKey`: the book is closed for it and open again afterwards, whatever came of it. */
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { Output, Parsed } from '../../../shared/contract/index.ts';
import type { Jobs } from '../domain/context.ts';
import { changeKey, freeBytes, noteKeyChange, roomFor } from '../operations/key-change/index.ts';
import { startFreshCopy } from '../operations/backup/index.ts';
import { newRecoveryCode, OWNER, unlockVault } from '../vault/index.ts';
import { copyDeps } from './backup-watch.ts';
import type { BookParts } from './open-book.ts';
import type { Session, SessionDeps } from './session.ts';

export function createKeyChangeRoutes(deps: SessionDeps, jobs: Jobs, session: Session) {
  const { vault, sodium, core } = deps;
  return {
    'session.changeKey': async ({ passphrase }: Parsed<'session.changeKey'>): Promise<Result<Output<'session.changeKey'>, AppError>> => {
      const [parts, desk] = [session.book(), session.desk()];
      if (!parts || !desk) throw new AppFailure('session.locked');
      // The new key is sealed with the passphrase of the owner who made the book; somebody else's would lock them out.
      if (desk.who.id !== OWNER) return err('request.denied', { reason: 'owner' });
      if (isWorking(parts)) return err('keyChange.busy');
      const room = await roomFor(parts.dir, core.freeBytes ?? freeBytes);
      if (!room.ok) return room;
      const unlocked = await unlockVault(vault, parts.dir, { type: 'passphrase', passphrase, person: OWNER });
      if (!unlocked.ok) return unlocked;
      const { keys } = unlocked.value;
      // While the passphrase was being proved, the book may have been locked, or something begun.
      if (session.book() !== parts || isWorking(parts)) {
        keys.dispose();
        return err('keyChange.busy');
      }
      const recoveryCode = newRecoveryCode(core.random);
      const id = Buffer.from(core.random.bytes(8)).toString('hex');
      noteKeyChange(parts.db, id, desk.actor);
      const jobId = jobs.start('session.changeKey', {}, async (job) => {
        const { failure } = await session.withClosed((dir) => changeKey({ vault, sodium, dir }, keys, { passphrase, recoveryCode, id }, job));
        if (failure) throw failure;
        session.setCode(recoveryCode);
        const changed = session.book();
        return { copyJobId: changed && !changed.sample ? startFreshCopy(changed, copyDeps(deps, changed)) : null };
      });
      return ok({ jobId, recoveryCode });
    },
  };
}

const isWorking = ({ jobs }: BookParts): boolean => jobs.list().some(({ state }) => state === 'running');
