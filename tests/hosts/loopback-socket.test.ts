/** Calls over the open connection of the loopback host: who is let in, what it answers, and what ends it. Frames are raw, as no browser would send them. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startLoopbackClient } from './loopback-client.ts';

type Client = Awaited<ReturnType<typeof startLoopbackClient>>;

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A client's frame: masked unless told otherwise. */
function frame(payload: Buffer | string, options: { opcode?: number; last?: boolean; masked?: boolean } = {}): Buffer {
  const body = Buffer.from(payload);
  const { opcode = 1, last = true, masked = true } = options;
  const short = body.length < 126 ? body.length : body.length <= 0xffff ? 126 : 127;
  const head = Buffer.alloc(short < 126 ? 2 : short === 126 ? 4 : 10);
  head[0] = (last ? 0x80 : 0) | opcode;
  head[1] = (masked ? 0x80 : 0) | short;
  if (short === 126) head.writeUInt16BE(body.length, 2);
  if (short === 127) head.writeBigUInt64BE(BigInt(body.length), 2);
  if (!masked) return Buffer.concat([head, body]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, body.map((byte, i) => byte ^ mask[i % 4]!)]);
}

/** Reads the server's frames as they come. */
function frameStream(socket: Socket) {
  let bytes = Buffer.alloc(0);
  let ended = false;
  let wake: () => void = () => undefined;
  socket.on('data', (piece: Buffer) => {
    bytes = Buffer.concat([bytes, piece]);
    wake();
  });
  socket.on('close', () => {
    ended = true;
    wake();
  });
  socket.on('error', () => undefined);
  const take = (): Frame | null => {
    if (bytes.length < 2) return null;
    const short = bytes[1]! & 0x7f;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (bytes.length < head) return null;
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
    if (bytes.length < head + length) return null;
    const found = { opcode: bytes[0]! & 0x0f, payload: bytes.subarray(head, head + length) };
    bytes = bytes.subarray(head + length);
    return found;
  };
  return {
    async next(): Promise<Frame | 'closed'> {
      for (;;) {
        const found = take();
        if (found !== null) return found;
        if (ended) return 'closed';
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

describe('the socket of the loopback host', () => {
  let folder: string;
  let client: Client;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-socket-'));
    client = await startLoopbackClient(folder);
  });
  afterAll(async () => {
    await client.close();
    await rm(folder, { recursive: true, force: true });
  });

  const handshake = (): Record<string, string> => ({
    host: `127.0.0.1:${client.port}`,
    origin: client.origin,
    cookie: client.read.cookie,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  });
  const knock = (headers: Record<string, string>, path = '/api/socket') =>
    new Promise<{ readonly status: number; readonly socket: Socket | null; readonly accept: string }>((resolve, reject) => {
      const req = request({ host: '127.0.0.1', port: client.port, path, headers, setHost: false, agent: false });
      req.on('upgrade', (res, socket) => resolve({ status: 101, socket, accept: String(res.headers['sec-websocket-accept']) }));
      req.on('response', (res) => resolve({ status: res.resume().statusCode ?? 0, socket: null, accept: '' }));
      req.on('error', reject);
      req.end();
    });
  const enter = async () => {
    const { socket } = await knock(handshake());
    if (socket === null) throw new Error('not let in');
    const frames = frameStream(socket);
    return {
      socket,
      next: frames.next,
      say: (message: unknown) => socket.write(frame(JSON.stringify(message))),
      answer: async () => {
        const got = await frames.next();
        return got === 'closed' ? got : (JSON.parse(got.payload.toString('utf8')) as { id: number; result: { ok: boolean } });
      },
    };
  };

  it('lets its own page in, by the rules of the protocol', async () => {
    const { status, accept, socket } = await knock(handshake());
    // The example of RFC 6455 §1.3.
    expect([status, accept]).toEqual([101, 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=']);
    socket?.destroy();
  });

  it('keeps out whoever has no session, another name or another origin', async () => {
    const { cookie: _cookie, ...bare } = handshake();
    const name = client.read.cookie.split('=')[0] ?? '';
    for (const cookie of ['', `${name}=${'A'.repeat(43)}`, `x${client.read.cookie}`]) expect((await knock({ ...bare, cookie })).status, cookie).toBe(401);
    for (const host of [`localhost:${client.port}`, '127.0.0.1', `evil.example:${client.port}`, `127.0.0.1.:${client.port}`]) expect((await knock({ ...handshake(), host })).status, host).toBe(403);
    for (const origin of ['null', 'http://evil.example', `http://localhost:${client.port}`, `https://127.0.0.1:${client.port}`, `ws://127.0.0.1:${client.port}`]) {
      expect((await knock({ ...handshake(), origin })).status, origin).toBe(403);
    }
    const { origin: _origin, ...without } = handshake();
    expect((await knock(without)).status).toBe(403);
    for (const site of ['cross-site', 'same-site', 'none']) expect((await knock({ ...handshake(), 'sec-fetch-site': site })).status, site).toBe(403);
  });

  it('opens at its own address and for its own protocol only', async () => {
    for (const path of ['/', '/api/call', '/api/socket/', '/api/socket?x', '/api/events']) expect((await knock(handshake(), path)).status, path).toBe(400);
    expect((await knock({ ...handshake(), 'sec-websocket-version': '8' })).status).toBe(400);
    expect((await knock({ ...handshake(), 'sec-websocket-key': 'short' })).status).toBe(400);
    expect((await knock({ ...handshake(), upgrade: 'h2c' })).status).toBe(400);
  });

  it('answers as a request would, each answer with the number of its call', async () => {
    const line = await enter();
    line.say({ id: 7, method: 'session.status', input: {} });
    expect(await line.answer()).toEqual({ id: 7, result: await client.call('session.status', {}) });
    line.say({ id: 8, method: 'no.such', input: {} });
    expect(await line.answer()).toMatchObject({ id: 8, result: { ok: false, error: { code: 'request.unknownMethod' } } });
    line.say({ id: 9, method: 'customers.list', input: { limit: 1 } });
    expect(await line.answer()).toMatchObject({ id: 9, result: { ok: false, error: { code: 'session.locked' } } });
    line.socket.destroy();
  });

  it('puts a message together that comes in pieces and in parts', async () => {
    const line = await enter();
    const text = JSON.stringify({ id: 1, method: 'session.status', input: {}, note: '王芳'.repeat(50) });
    const bytes = Buffer.from(text);
    const parts = [frame(bytes.subarray(0, 61), { last: false }), frame('still here', { opcode: 9 }), frame(bytes.subarray(61, 90), { opcode: 0, last: false }), frame(bytes.subarray(90), { opcode: 0 })];
    for (const byte of Buffer.concat(parts)) line.socket.write(Buffer.from([byte]));
    expect(await line.next()).toMatchObject({ opcode: 10, payload: Buffer.from('still here') });
    expect(await line.answer()).toMatchObject({ id: 1, result: { ok: true } });
    line.socket.destroy();
  });

  it('ends what breaks the protocol, says why, and goes on serving others', async () => {
    const broken: readonly (readonly [number, Buffer])[] = [
      [1002, frame('{"id":1}', { masked: false })],
      [1003, frame('{"id":1}', { opcode: 2 })],
      [1002, frame('{"id":1}', { opcode: 3 })],
      [1002, frame('{"id":1}', { opcode: 0 })],
      [1002, Buffer.concat([frame('{"id"', { last: false }), frame(':1}')])],
      [1002, frame(Buffer.alloc(126), { opcode: 9 })],
      [1002, frame('', { opcode: 9, last: false })],
      [1007, frame(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
      [1009, frame(Buffer.alloc(256 * 1024 + 1, 0x20))],
      [1002, frame('no json')],
      [1002, frame('7')],
      [1002, frame('{"id":"1"}')],
      [1000, frame('', { opcode: 8 })],
    ];
    for (const [code, bytes] of broken) {
      const line = await enter();
      line.socket.write(bytes);
      const got = await line.next();
      expect(got === 'closed' ? got : [got.opcode, got.payload.readUInt16BE(0)], bytes.subarray(0, 30).toString('latin1')).toEqual([8, code]);
      expect(await line.next()).toBe('closed');
    }
    const line = await enter();
    line.say({ id: 2, method: 'session.status', input: {} });
    expect(await line.answer()).toMatchObject({ id: 2, result: { ok: true } });
    line.socket.destroy();
  });

  it('does not wait for a frame it will refuse', async () => {
    const line = await enter();
    line.socket.write(frame(Buffer.alloc(1024 * 1024)).subarray(0, 14));
    expect(await line.next()).toMatchObject({ opcode: 8 });
    line.socket.destroy();
  });

  it('answers a call that was taken back', async () => {
    const line = await enter();
    line.say({ id: 3, method: 'session.status', input: {} });
    line.say({ cancel: 3 });
    line.say({ cancel: 99 });
    expect(await line.answer()).toMatchObject({ id: 3 });
    line.socket.destroy();
  });

  it('lets so many in and no more, until one leaves', async () => {
    const lines: Awaited<ReturnType<typeof enter>>[] = [];
    for (let i = 0; i < 32; i += 1) lines.push(await enter());
    expect((await knock(handshake())).status).toBe(503);
    for (const line of lines) line.socket.destroy();
    await expect.poll(async () => (await knock(handshake())).status).toBe(101);
  });

  it('is used by the page, and closed to a page of another origin', async () => {
    const browser = await launchBrowser();
    try {
      const { page, context, problems } = await openPage(browser);
      const sockets: string[] = [];
      page.on('websocket', (socket) => sockets.push(socket.url()));
      await page.goto(client.host.launchUrl());
      await page.waitForFunction(() => (document.querySelector('#root')?.childElementCount ?? 0) > 0);
      expect(sockets).toEqual([`ws://127.0.0.1:${client.port}/api/socket`]);
      expect(problems).toEqual([]);
      const foreign = await context.newPage();
      await foreign.route('http://foreign.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>foreign</h1>' }));
      await foreign.goto('http://foreign.example/');
      const outcome = await foreign.evaluate(
        (url) =>
          new Promise((resolve) => {
            const socket = new WebSocket(url);
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('refused');
          }),
        `ws://127.0.0.1:${client.port}/api/socket`,
      );
      expect(outcome).toBe('refused');
    } finally {
      await browser.close();
    }
  });
});
