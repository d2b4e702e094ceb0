/**
 * One sitting of the loopback host: what `keeper.ts` starts, gives its connections, and sees end
 * at the lock. By then this process has had customers and a passphrase pass through its memory,
 * and nothing but its end takes them out of there.
 */
import type { Socket } from 'node:net';
import { createCoreClient } from '../common/core-client.ts';
import type { CoreClient } from '../common/core-client.ts';
import { loadPages } from '../common/page.ts';
import type { ChildPort } from '../common/protocol.ts';
import { hostTexts } from '../common/texts.ts';
import { createAuth } from './auth.ts';
import type { Auth } from './auth.ts';
import { answerCalls, createCallServer } from './call-server.ts';
import { openStaging } from './files.ts';
import type { StagedFiles } from './files.ts';
import { coreStart, MAX_CONNECTIONS } from './host.ts';
import type { FromFront, FrontStart, ToFront } from './keeper-protocol.ts';
import { createTurn } from './turn.ts';
import type { Turn } from './turn.ts';

export interface FrontDeps {
  readonly spawn: () => ChildPort;
  readonly post: (message: FromFront) => void;
  readonly onKeeperGone: (listener: () => void) => void;
  readonly exit: () => void;
}

interface Running {
  readonly auth: Auth;
  take(connection: Socket): void;
  close(): Promise<void>;
}

/** Uses are told at most this often: they only postpone the idle exit. */
const USE_MS = 1_000;
/** Connections without an answer under way may take so long to close. */
const DRAIN_MS = 1_000;
/** An export that is being saved while the book locks. */
const LONG_ANSWER_MS = 15_000;
const LOOK_MS = 10;

/** Answers what hears the keeper's messages. */
export function createFront(deps: FrontDeps): (message: ToFront, connection: Socket | undefined) => void {
  let go: () => void = () => undefined;
  const after = new Promise<void>((resolve) => (go = resolve));
  let running: Promise<Running> | null = null;
  const close = async (): Promise<void> => {
    // A core that was never let go opens nothing: it only has to be told that it ends.
    go();
    await (await running)?.close();
    deps.exit();
  };
  deps.onKeeperGone(() => void close());
  return (message, connection) => {
    if (message.type === 'start') running = start(deps, message, after);
    else if (message.type === 'go') go();
    else if (message.type === 'close') void close();
    else void running?.then((front) => admit(front, message, connection));
  };
}

function admit({ auth, take }: Running, message: Extract<ToFront, { type: 'token' | 'session' | 'connection' }>, connection: Socket | undefined): void {
  if (message.type === 'token') auth.addToken(message.token);
  else if (message.type === 'session') auth.addSession(message.token, message.session);
  else if (connection) take(connection);
}

async function start(deps: FrontDeps, options: FrontStart, after: Promise<void>): Promise<Running> {
  const { post } = deps;
  const spawn = () => {
    const core = deps.spawn();
    if (core.pid !== undefined) post({ type: 'core', pid: core.pid });
    return core;
  };
  const client = createCoreClient({ spawn, start: coreStart(options), keychain: null, after, oneSitting: true });
  const turn = createTurn(client);
  const auth = createAuth(options.port, Date.now, options.admitted, (token, session) => post({ type: 'redeemed', token, session }));
  const [pages, files] = await Promise.all([loadPages(options.pagesFolder), openStaging(options.dataDir, client, options.maxUploadBytes)]);
  const server = createCallServer();
  const connections = new Set<Socket>();
  const leave = once(async () => {
    turn.end();
    post({ type: 'leaving' });
    await Promise.all([files.clear(), client.close().then(() => post({ type: 'gave-back' })), turn.over.then(() => drained(server, connections, turn))]);
    await files.close();
    deps.exit();
  });
  client.onEvent((event) => void (event.type === 'session.locked' && leave()));
  const core = leavingAfterRefusal(client, files, leave);
  const cutOff = answerCalls(server, { port: options.port, auth, core, files, pages, turn, texts: hostTexts(options.language), onActivity: seldom(() => post({ type: 'use' })), onStreams: (change) => post({ type: 'streams', change }) });
  // Its limits of time begin to be watched when it listens; the keeper does that for it.
  server.emit('listening');
  post({ type: 'ready' });
  return {
    auth,
    take(connection) {
      post({ type: 'took' });
      if (connections.size >= MAX_CONNECTIONS) return void connection.destroy();
      connections.add(connection);
      connection.once('close', () => connections.delete(connection));
      connection.setNoDelay(true);
      server.emit('connection', connection);
      connection.resume();
    },
    async close() {
      cutOff();
      for (const connection of connections) connection.destroy();
      await client.close();
      await files.close();
    },
  };
}

/**
 * A passphrase that did not open the book is often nearly the right one, or that of something else: it does not stay in memory for
 * the hours until somebody comes back. Not while something runs or waits here that would be lost.
 */
function leavingAfterRefusal(client: CoreClient, files: StagedFiles, leave: () => Promise<void>): CoreClient {
  let hasJobs = false;
  client.onEvent((event) => (hasJobs ||= event.type === 'job.progress' || event.type === 'job.ended'));
  return {
    ...client,
    async callJson(method, input, options) {
      const reply = await client.callJson(method, input, options);
      if (method === 'backup.restore') hasJobs = true;
      const refused = method === 'session.unlock' && Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength).includes('"vault.wrongSecret"');
      // The answer goes out first.
      if (refused && !hasJobs && !client.isOpen() && files.isEmpty()) setImmediate(() => void leave());
      return reply;
    },
  };
}

/** Closes what nobody waits for, and waits for the rest: for the window to hear of the lock, for an answer that is long. */
async function drained(server: ReturnType<typeof createCallServer>, connections: ReadonlySet<Socket>, turn: Turn): Promise<void> {
  const since = Date.now();
  for (;;) {
    server.closeIdleConnections();
    const waited = Date.now() - since;
    if (connections.size === 0 || waited > LONG_ANSWER_MS || (waited > DRAIN_MS && turn.underWay() === 0)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function seldom(act: () => void): () => void {
  let last = 0;
  return () => {
    if (Date.now() - last < USE_MS) return;
    last = Date.now();
    act();
  };
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= act());
}
