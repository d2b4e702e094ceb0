/** Lets a book do what a new day asks for: soon after it was opened, and after each midnight while it is open. */
import type { Clock } from '../kernel/ports.ts';

/** After midnight, so that a clock that runs a little ahead does not see yesterday. */
const GRACE_MS = 2000;

/** Calls `work` at once in the next turn and after every midnight until stopped; never keeps the process alive. */
export function watchDays(clock: Clock, work: () => void, onBug: (e: unknown) => void): () => void {
  let timer: NodeJS.Timeout;
  const next = () => {
    const now = new Date(clock.now());
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
    timer = setTimeout(run, midnight - now.getTime() + GRACE_MS).unref();
  };
  const run = () => {
    try {
      work();
    } catch (e) {
      // A full disk: tomorrow, or the next opening, does it.
      onBug(e);
    }
    next();
  };
  timer = setTimeout(run, 0).unref();
  return () => clearTimeout(timer);
}
