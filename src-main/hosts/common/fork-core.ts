/** The core as a child process of plain Node (loopback host). */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildPort, FromCore } from './protocol.ts';

/** Entry of the core process; in the bundle the file beside this one. */
export const coreProcessEntry = new URL('../core-process.ts', import.meta.url);

/** Starts one core process. Byte arrays pass as such; its messages never reach the terminal. */
export function forkCore(entry: URL = coreProcessEntry): ChildPort {
  const child = fork(fileURLToPath(entry), [], { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exits: (() => void)[] = [];
  let gone = false;
  const ended = () => {
    if (gone) return;
    gone = true;
    for (const exit of exits) exit();
  };
  child.once('exit', ended);
  child.once('error', () => {
    if (child.pid === undefined) ended();
  });
  return {
    pid: child.pid,
    // A message to a process that has just ended is lost on purpose: its exit answers every open call.
    post: (message) => void (child.connected && child.send(message, () => undefined)),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromCore)),
    onExit: (listener) => void (gone ? listener() : exits.push(listener)),
    kill: () => void child.kill('SIGKILL'),
  };
}
