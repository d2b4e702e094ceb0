/** The core as Electron's utility process: the only way to a child process once the `runAsNode` fuse is off. */
import { fileURLToPath } from 'node:url';
import { app, utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import type { ChildPort, FromCore, ToCore } from '../common/protocol.ts';

const entry = fileURLToPath(new URL('../core-process.ts', import.meta.url));

/** Starts one core process. In the packaged app its output goes nowhere: it might quote data. */
export function forkUtilityCore(): ChildPort {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Regulars core', stdio: app.isPackaged ? 'ignore' : 'inherit' });
  return {
    post: (message) => child.postMessage(message),
    give: (end) => child.postMessage({ type: 'port' } satisfies ToCore, [end as MessagePortMain]),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromCore)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
