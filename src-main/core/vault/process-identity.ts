/**
 * Which process a pid means. A pid alone is not enough: after a crash or a reboot another
 * program may have it. The start time tells them apart.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { systemCode } from '../kernel/atomic-file.ts';

const run = promisify(execFile);

export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Compared for equality only; `null` where the system would not say. */
  readonly start: string | null;
}

/** This process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return { host: hostname(), pid: process.pid, start: await startOf(process.pid) };
}

/**
 * Whether the process that wrote this identity certainly no longer runs: same host, and
 * the pid is free, a zombie, or another process by now. In doubt: false.
 */
export async function isDead(identity: ProcessIdentity, host: string = hostname()): Promise<boolean> {
  if (identity.host !== host) return false;
  if (!pidExists(identity.pid)) return true;
  if (identity.start === null) return false;
  const start = await startOf(identity.pid);
  return start === 'gone' || (start !== null && start !== identity.start);
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return systemCode(error) !== 'ESRCH';
  }
}

async function startOf(pid: number): Promise<string | null> {
  try {
    if (process.platform === 'linux') return await linuxStart(pid);
    if (process.platform === 'win32') {
      const script = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().Ticks`;
      const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], { windowsHide: true });
      return stdout.trim() || null;
    }
    const { stdout } = await run('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { env: { LC_ALL: 'C', TZ: 'UTC' } });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}

/** proc(5): field 3 is the state, field 22 the start in ticks since this boot. */
async function linuxStart(pid: number): Promise<string> {
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in field 2 may hold blanks and brackets: count from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? 'gone' : `${boot}:${ticks ?? ''}`;
}
