/**
 * Entry of the process that answers the window during one sitting: started by the keeper, ended
 * by a lock. Its core is started before anything else is loaded, so that both load at once.
 */
import type { Socket } from 'node:net';
import { forkCore } from '../common/fork-core.ts';
import type { ToFront } from './keeper-protocol.ts';

let early: ReturnType<typeof forkCore> | null = forkCore();
let hear: ((message: ToFront, connection: Socket | undefined) => void) | null = null;
const waiting: [ToFront, Socket | undefined][] = [];
process.on('message', (message, connection) => {
  if (hear === null) waiting.push([message as ToFront, connection as Socket | undefined]);
  else hear(message as ToFront, connection as Socket | undefined);
});
// Ctrl+C reaches the whole group of processes; the keeper decides when this one ends.
process.on('SIGINT', () => undefined);
// A report would hold the memory of this process, customers included.
if (process.report) process.report.reportOnFatalError = process.report.reportOnUncaughtException = process.report.reportOnSignal = false;

const { createFront } = await import('./front.ts');
hear = createFront({
  spawn() {
    const core = early ?? forkCore();
    early = null;
    return core;
  },
  post: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => undefined)),
  onKeeperGone: (listener) => void (process.connected ? process.once('disconnect', listener) : listener()),
  exit: () => process.exit(0),
});
for (const [message, connection] of waiting.splice(0)) hear(message, connection);
