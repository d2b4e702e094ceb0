/** The HTTP server with its routes and sockets, wherever its connections come from. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createRateLimit } from '../common/gate.ts';
import { MAX_CONNECTIONS } from './host.ts';
import { createHandler } from './http.ts';
import type { HttpDeps } from './http.ts';
import { createCallSockets } from './socket.ts';

/** A server with its limits, that neither listens nor answers yet. */
export function createCallServer(): Server {
  const server = createServer({ maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30 * 60_000, keepAliveTimeout: 60_000 });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connect', (_request, socket) => socket.destroy());
  return server;
}

/** Has the server answer. Returns what cuts every connection off. */
export function answerCalls(server: Server, deps: Omit<HttpDeps, 'limit'>): () => void {
  const limit = createRateLimit(Date.now);
  const sockets = createCallSockets({ ...deps, limit });
  server.on('upgrade', (request, socket, head) => sockets.onUpgrade(request, socket, head));
  server.on('request', createHandler({ ...deps, limit }));
  return () => {
    server.close();
    server.closeAllConnections();
    sockets.close();
  };
}
