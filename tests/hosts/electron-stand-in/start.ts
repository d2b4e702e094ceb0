/** Starts the built main bundle around the stand-in. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../../build/stale.ts';
import type { Request } from './control.ts';

export interface StandIn {
  ask(request: Request): Promise<unknown>;
  /** Runs code in the page. */
  page<T>(code: string): Promise<T>;
  /** Waits until the code answers something true in the page. */
  until(code: string): Promise<void>;
  readonly exited: Promise<number | null>;
  quit(): Promise<number | null>;
}

/** Builds what is stale, starts the app on its own data folder and waits for its first page. */
export async function startStandIn(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<StandIn> {
  await buildIfStale('renderer');
  await buildIfStale('main');
  const main = fileURLToPath(new URL('../../../out/main/index.js', import.meta.url));
  const child = fork(main, [], { execArgv: ['--import', new URL('./register.ts', import.meta.url).href], env: { ...process.env, ...env, REGULARS_HOME: dataDir } });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let nextId = 1;
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  void exited.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('the app has ended'));
  });
  child.on('message', (message) => {
    const { id, value, error } = message as { readonly id: number; readonly value?: unknown; readonly error?: string };
    const entry = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) entry?.resolve(value);
    else entry?.reject(new Error(error));
  });
  const ask = (request: Request) =>
    new Promise<unknown>((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      if (child.connected) child.send({ id, request });
      else reject(new Error('the app has ended'));
    });
  const page = <T>(code: string) => ask({ op: 'evaluate', code }) as Promise<T>;
  const until = async (code: string): Promise<void> => {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (await page<boolean>(code).catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never true in the page: ${code}`);
  };
  const quit = async () => {
    await ask({ op: 'quit' }).catch(() => undefined);
    return exited;
  };
  if (env['STAND_IN_SECOND'] === undefined) await until("document.readyState === 'complete' && typeof window.regulars === 'object' && document.querySelector('#root')?.childElementCount > 0");
  return { ask, page, until, exited, quit };
}
