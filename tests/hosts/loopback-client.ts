/** A loopback host with a real core process, and a client that has been let in as a browser would be. */
import { request } from 'node:http';
import type { CoreEvent } from '../../shared/contract/events.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { buildIfStale } from '../../build/stale.ts';
import { serveLoopback } from '../../src-main/hosts/loopback/serve.ts';
import type { ServeOptions } from '../../src-main/hosts/loopback/serve.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  json(): unknown;
}

/** One raw request: headers exactly as given, `Host` included, and no path is tidied. */
export function send(port: number, options: { method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, method: options.method ?? 'GET', path: options.path, headers: options.headers, setHost: options.headers?.['host'] === undefined, agent: false }, (res) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece));
      res.on('error', reject);
      res.on('end', () => {
        const body = Buffer.concat(pieces);
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body, json: () => JSON.parse(body.toString('utf8')) as unknown });
      });
    });
    req.on('error', reject);
    req.end(options.body);
  });
}

export async function startLoopbackClient(dataDir: string, options: Partial<ServeOptions> = {}) {
  await buildIfStale('renderer');
  const host = await serveLoopback({ dataDir, language: 'en', idleMinutes: 0, ...options });
  const { port } = host;
  const origin = `http://127.0.0.1:${port}`;
  const entrance = await send(port, { path: host.launchUrl().slice(origin.length) });
  const cookie = String(entrance.headers['set-cookie']).split(';')[0] ?? '';
  const read = { cookie };
  const write = { cookie, origin, 'x-regulars': '1', 'content-type': 'application/json' };
  const post = (path: string, body: unknown) => send(port, { method: 'POST', path, headers: write, body: JSON.stringify(body) });
  return {
    host,
    port,
    origin,
    entrance,
    read,
    write,
    call: async (method: string, input: unknown) => (await post('/api/call', { method, input })).json() as Result<unknown>,
    async upload(name: string, content: string | Buffer) {
      const answer = await send(port, { method: 'POST', path: `/api/files?name=${encodeURIComponent(name)}`, headers: { ...write, 'content-type': 'application/octet-stream' }, body: content });
      return (answer.json() as { value: { token: string; name: string; sizeBytes: number } }).value;
    },
    target: async (name: string) => ((await post('/api/files/target', { name })).json() as { value: { token: string } }).value.token,
    download: async (token: string) => (await send(port, { path: `/api/files/${token}`, headers: read })).body,
    /** Opens the event stream and fills the returned list as events arrive. */
    collectEvents(): readonly CoreEvent[] {
      const events: CoreEvent[] = [];
      let rest = '';
      request({ host: '127.0.0.1', port, path: '/api/events', headers: read, agent: false }, (res) => {
        res.setEncoding('utf8').on('data', (piece: string) => {
          const parts = (rest + piece).split('\n\n');
          rest = parts.pop() ?? '';
          for (const part of parts) if (part.startsWith('data: ')) events.push(JSON.parse(part.slice(6)) as CoreEvent);
        });
        res.on('error', () => undefined);
      })
        .on('error', () => undefined)
        .end();
      return events;
    },
    close: () => host.close(),
  };
}
