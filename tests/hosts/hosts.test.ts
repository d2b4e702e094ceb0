/** Every host under the same suite. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { CoreEvent } from '../../shared/contract/events.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { createInProcess } from '../../src-main/hosts/node/in-process.ts';
import { startStandIn } from './electron-stand-in/start.ts';
import { hostSuite } from './host.suite.ts';
import type { SuiteHost } from './host.suite.ts';
import { startLoopbackClient } from './loopback-client.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-host-'));
  folders.push(folder);
  return folder;
}

hostSuite('in process', async (): Promise<SuiteHost> => {
  const folder = await newFolder();
  const { core, addFile } = await createInProcess(folder, { checkOutput: true });
  const events: CoreEvent[] = [];
  const targets = new Map<string, string>();
  core.onEvent((event) => events.push(event));
  return {
    host: 'node',
    call: (method, input) => core.call(method, input),
    events: async () => events,
    async chooseFile(name, content) {
      await writeFile(join(folder, name), content);
      return addFile(join(folder, name));
    },
    async chooseTarget(name) {
      const token = addFile(join(folder, name));
      targets.set(token, join(folder, name));
      return token;
    },
    readTarget: (token) => readFile(targets.get(token) ?? ''),
    close: () => core.close(),
  };
});

hostSuite('over HTTP in the loopback host', async (): Promise<SuiteHost> => {
  const client = await startLoopbackClient(await newFolder());
  const events = client.collectEvents();
  return {
    host: 'loopback',
    call: client.call,
    events: async () => events,
    chooseFile: async (name, content) => (await client.upload(name, content)).token,
    chooseTarget: (name) => client.target(name),
    readTarget: (token) => client.download(token),
    close: client.close,
  };
});

hostSuite('through the built bundle and preload in the Electron stand-in', async (): Promise<SuiteHost> => {
  const folder = await newFolder();
  const app = await startStandIn(folder);
  const targets = new Map<string, string>();
  return {
    host: 'electron',
    async call(method, input) {
      for (;;) {
        const result = await app.page<Result<unknown>>(`window.regulars.call(${JSON.stringify(method)}, ${JSON.stringify(input)})`).catch(() => null);
        if (result !== null) return result;
        // Locking loads the page anew, in the middle of its own call too.
        await app.until("typeof window.regulars === 'object'");
        if (method === 'session.lock') return { ok: true, value: {} };
      }
    },
    async events() {
      return ((await app.ask({ op: 'inspect' })) as { readonly events: readonly CoreEvent[] }).events;
    },
    async chooseFile(name, content) {
      const path = join(folder, name);
      await writeFile(path, content);
      await app.ask({ op: 'dialog', path });
      return (await app.page<{ token: string }>("window.regulars.files.open({ accept: '.csv' })")).token;
    },
    async chooseTarget(name) {
      const path = join(folder, name);
      await app.ask({ op: 'dialog', path });
      const { token } = await app.page<{ token: string }>(`window.regulars.files.save({ suggestedName: ${JSON.stringify(name)} })`);
      targets.set(token, path);
      return token;
    },
    readTarget: (token) => readFile(targets.get(token) ?? ''),
    close: async () => void (await app.quit()),
  };
});
