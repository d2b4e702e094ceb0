import { api, transport } from '../lib/api.ts';
import { invalidateBy } from '../lib/events.ts';
import { queryClient } from '../lib/query-client.ts';
import { endSession, isBookOpen, refreshSession } from '../lib/session.ts';
import { noteDue } from '../lib/due.ts';
import { currentLanguage, translate } from '../lib/i18n.ts';
import { showToast } from '../lib/toast.ts';
import { noteJob, refreshJobs } from '../lib/use-job.ts';
import type { CoreEvent } from '../../shared/contract/events.ts';

/** Listens to the core for the life of the window. After a cut, everything is asked again: events may have been missed. */
export function connectEvents(): () => void {
  const stop = transport().onEvent(take);
  const stopReconnect = transport().onReconnect(() => void catchUp());
  return () => {
    stop();
    stopReconnect();
  };
}

const CATCH_UP_TIMES = 20;
const CATCH_UP_MS = 500;

/** A host that died in the middle had no time to say so: what this window holds of the book goes then as well. */
async function catchUp(timesLeft = CATCH_UP_TIMES): Promise<void> {
  const status = await api.call('session.status', {});
  // Cut off as well: the host is still on its way back.
  if (!status.ok && timesLeft > 0) return void setTimeout(() => void catchUp(timesLeft - 1), CATCH_UP_MS);
  if (status.ok && status.value.state === 'locked' && isBookOpen()) endSession('crash');
  void queryClient.invalidateQueries();
  void refreshJobs();
}

function take(event: CoreEvent): void {
  if (event.type === 'session.locked') {
    endSession(event.reason);
    void refreshSession();
    return;
  }
  if (event.type === 'session.opened') {
    void refreshSession();
    void refreshJobs();
    return;
  }
  if (event.type === 'reminders.due') noteDue(event);
  if (event.type === 'reminders.digest') sayDigest(event);
  if (event.type === 'job.progress' || event.type === 'job.ended') noteJob(event.job);
  invalidateBy(queryClient, event);
}

/** Long enough to be read by whoever comes to the counter in the morning. */
const DIGEST_MS = 600_000;

function sayDigest({ overdue, today, birthdays, payments }: Extract<CoreEvent, { type: 'reminders.digest' }>): void {
  showToast({ kind: 'info', text: translate(currentLanguage(), 'reminders.notice.digest', { overdue, today, birthdays, payments }), lastsMs: DIGEST_MS });
}
