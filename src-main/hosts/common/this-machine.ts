/** This computer, as far as looking for disks and synchronised folders goes. */
import { homedir, userInfo } from 'node:os';
import type { Machine } from '../../core/kernel/ports.ts';

export function thisMachine(): Machine {
  return { platform: process.platform, home: homedir(), user: userInfo().username, env: process.env, root: '/' };
}
