/** Thread entry: encrypts one database anew, telling each phase, then ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { stepBack } from '../kernel/background-thread.ts';
import { rekeyDatabase } from './rekey.ts';
import type { RekeyPhase } from './rekey.ts';

export interface RekeyStart {
  readonly path: string;
  readonly from: Uint8Array<ArrayBuffer>;
  readonly to: Uint8Array<ArrayBuffer>;
}

export type RekeyNews = { readonly phase: RekeyPhase } | { readonly done: true } | { readonly error: AppFailure['error'] };

const start = workerData as RekeyStart;
const tell = (news: RekeyNews): void => parentPort?.postMessage(news);
stepBack();
try {
  rekeyDatabase(start.path, start.from, start.to, (phase) => tell({ phase }));
  tell({ done: true });
} catch (e) {
  if (!(e instanceof AppFailure)) throw e;
  tell({ error: e.error });
} finally {
  start.from.fill(0);
  start.to.fill(0);
}
