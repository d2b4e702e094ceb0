/**
 * The loopback host as people start it. This process listens, prints addresses and knows who was
 * let in, but reads no byte of any connection: it hands each to the front process of the sitting,
 * which ends with every lock, taking what it had in its memory with it. Connections made while
 * one follows the other wait here. So after a lock no process is left that ever had a customer.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { access } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from '../common/alive.ts';
import { createAuth } from './auth.ts';
import { builtPages, launchAddress, listen, MAX_CONNECTIONS } from './host.ts';
import type { Host, HostOptions } from './host.ts';
import { watchIdle } from './idle.ts';
import { readFromFront } from './keeper-protocol.ts';
import type { FromFront, FrontStart, ToFront } from './keeper-protocol.ts';

interface Front {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
  readonly startedAt: number;
  /** Takes connections; before that they wait. */
  ready: boolean;
  /** Its core runs, and may have a book. */
  mayHaveBook: boolean;
  corePid: number | null;
  waiting: Socket[];
  /** On their way to it, the oldest first: held here too until it has them. */
  given: Socket[];
}

const entry = fileURLToPath(new URL('./front-process.ts', import.meta.url));
/** One that ended sooner than this, unasked, is not followed at once: it might do so forever. */
const SHORT_LIFE_MS = 3_000;
const BREATH_MS = 1_000;
const ORPHAN_MS = 16_000;
const LOOK_MS = 20;
/** A last copy of the book has three minutes (`core-client.ts`); its front a little more. */
const CLOSE_MS = 200_000;

/** Listens on 127.0.0.1. Throws when the window is not built (`ENOENT`) or the port is taken (`EADDRINUSE`). */
export async function keepLoopback(options: HostOptions): Promise<Host> {
  const pagesFolder = options.pagesFolder ?? builtPages;
  await access(join(pagesFolder, 'index.html'));
  // Nothing is read here: whoever gets the connection reads it from its first byte.
  const server = createServer({ pauseOnConnect: true });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server, options.port);
  const auth = createAuth(port, Date.now);
  const idle = watchIdle(options);
  const fronts = new Set<Front>();
  let closing: Promise<void> | null = null;
  let current: Front;

  /** No two cores ever have the same book. */
  const letGo = (front: Front): void => {
    if (![...fronts].some((other) => other !== front && other.mayHaveBook)) post(front, { type: 'go' });
  };
  const begin = (): Front => {
    const { dataDir, language, maxUploadBytes, automaticBackups } = options;
    const start: FrontStart = { port, dataDir, language, pagesFolder, ...(maxUploadBytes !== undefined && { maxUploadBytes }), ...(automaticBackups && { automaticBackups }), admitted: auth.admitted() };
    const front = startFront(start, (message) => hear(front, message));
    fronts.add(front);
    letGo(front);
    void front.exited.then(() => ended(front));
    return front;
  };
  const follow = (front: Front): void => {
    if (current !== front || closing) return;
    idle.noStreams();
    current = begin();
    // What came for the one that goes and never reached it.
    for (const connection of front.waiting.splice(0)) give(current, connection);
  };
  const ended = async (front: Front): Promise<void> => {
    const breath = Date.now() - front.startedAt < SHORT_LIFE_MS ? BREATH_MS : 0;
    if (current === front && breath > 0) await pause(breath);
    follow(front);
    // Nobody knows whether it read from them: their clients begin again.
    for (const connection of front.given.splice(0)) connection.destroy();
    if (front.mayHaveBook && front.corePid !== null) await goneOrGivenUp(front.corePid);
    fronts.delete(front);
    letGo(current);
  };
  const hear = (front: Front, message: FromFront): void => {
    if (message.type === 'redeemed') {
      auth.addSession(message.token, message.session);
      // The next one may have been started without knowing.
      if (current !== front) post(current, { ...message, type: 'session' });
    } else if (message.type === 'leaving') follow(front);
    else if (message.type === 'use') idle.stir();
    else if (message.type === 'core') front.corePid = message.pid;
    else if (message.type === 'streams') {
      if (current === front) idle.streams(message.change);
    } else if (message.type === 'gave-back') {
      front.mayHaveBook = false;
      if (current !== front) letGo(current);
    } else if (message.type === 'took') front.given.shift()?.destroy();
    else {
      front.ready = true;
      for (const connection of front.waiting.splice(0)) give(front, connection);
    }
  };

  current = begin();
  server.on('connection', (connection) => give(current, connection));
  return {
    port,
    launchUrl() {
      const token = auth.issueToken();
      post(current, { type: 'token', token });
      return launchAddress(port, token.value);
    },
    close() {
      closing ??= (async () => {
        idle.stop();
        server.close();
        await Promise.all([...fronts].map(end));
      })();
      return closing;
    },
  };
}

/** The core of a front that was killed closes the book by itself, within the time it gives itself. */
async function goneOrGivenUp(pid: number): Promise<void> {
  for (let waited = 0; waited < ORPHAN_MS && isAlive(pid); waited += LOOK_MS) await pause(LOOK_MS);
}

function startFront(start: FrontStart, hear: (message: FromFront) => void): Front {
  const child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const front: Front = {
    child,
    exited: new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => child.pid === undefined && resolve());
    }),
    startedAt: Date.now(),
    ready: false,
    mayHaveBook: true,
    corePid: null,
    waiting: [],
    given: [],
  };
  child.on('message', (message) => {
    const known = readFromFront(message);
    if (known !== null) hear(known);
  });
  post(front, { type: 'start', ...start });
  return front;
}

function post(front: Front, message: ToFront, connection?: Socket): void {
  if (front.child.connected) front.child.send(message, connection, { keepOpen: true }, () => undefined);
  else connection?.destroy();
}

function give(front: Front, connection: Socket): void {
  connection.on('error', () => connection.destroy());
  if (!front.ready) return void front.waiting.push(connection);
  front.given.push(connection);
  post(front, { type: 'connection' }, connection);
}

async function end(front: Front): Promise<void> {
  for (const connection of front.waiting.splice(0)) connection.destroy();
  post(front, { type: 'close' });
  const deadline = setTimeout(() => front.child.kill('SIGKILL'), CLOSE_MS);
  await front.exited;
  clearTimeout(deadline);
}
