/** From whatever a client library throws to a code that says in plain words what is wrong. Nothing of the original goes on: it may quote a header. */
import { AppFailure } from '../../../../../shared/kernel/result.ts';

/** Nobody did anything wrong: it is tried again by itself. */
const WAITING = new Set(['place.name', 'place.refused', 'place.unreachable', 'place.timeout', 'place.busy']);

export const isWaiting = (code: string | null): boolean => code !== null && WAITING.has(code);

const BY_SYSTEM: Readonly<Record<string, string>> = {
  ENOTFOUND: 'place.name',
  EAI_AGAIN: 'place.name',
  EAI_FAIL: 'place.name',
  ECONNREFUSED: 'place.refused',
  ETIMEDOUT: 'place.timeout',
  UND_ERR_CONNECT_TIMEOUT: 'place.timeout',
  UND_ERR_HEADERS_TIMEOUT: 'place.timeout',
  UND_ERR_BODY_TIMEOUT: 'place.timeout',
  ECONNRESET: 'place.unreachable',
  ECONNABORTED: 'place.unreachable',
  EPIPE: 'place.unreachable',
  ENETUNREACH: 'place.unreachable',
  ENETDOWN: 'place.unreachable',
  EHOSTUNREACH: 'place.unreachable',
  EADDRNOTAVAIL: 'place.unreachable',
  UND_ERR_SOCKET: 'place.unreachable',
  ERR_STREAM_PREMATURE_CLOSE: 'place.unreachable',
  EPROTO: 'place.notTls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'place.notTls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'place.notTls',
};
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS_/;

/** The code for an answer of a server that speaks HTTP; what a driver knows better it says first. */
const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'place.denied',
  403: 'place.forbidden',
  407: 'place.proxy',
  408: 'place.timeout',
  413: 'place.full',
  423: 'place.busy',
  425: 'place.busy',
  429: 'place.busy',
  502: 'place.busy',
  503: 'place.busy',
  504: 'place.busy',
  507: 'place.full',
};

export function statusFailure(status: number, known: Readonly<Record<number, string>> = {}): AppFailure {
  return new AppFailure(known[status] ?? BY_STATUS[status] ?? 'place.failed', { status });
}

/** System codes along the chain of causes, outermost first. */
function systemCodes(error: unknown): string[] {
  const codes: string[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && codes.length < 16) {
    const one = queue.shift();
    if (!(one instanceof Error)) continue;
    if ('code' in one && typeof one.code === 'string') codes.push(one.code);
    queue.push(one.cause, ...(one instanceof AggregateError ? (one.errors as unknown[]) : []));
  }
  return codes;
}

/** `limit` is the driver's own deadline: its end is told as `place.timeout`, the job's as `request.cancelled`. */
export function networkFailure(error: unknown, { job, limit }: { readonly job: AbortSignal; readonly limit?: AbortSignal }): AppFailure {
  if (error instanceof AppFailure) return error;
  if (job.aborted) return cancelled(job);
  if (limit?.aborted) return new AppFailure('place.timeout');
  const codes = systemCodes(error);
  const known = codes.map((code) => BY_SYSTEM[code] ?? (CERTIFICATE.test(code) ? 'place.certificate' : undefined)).find((code) => code !== undefined);
  if (known !== undefined) return new AppFailure(known);
  return new AppFailure(error instanceof TypeError || isFetchError(error) ? 'place.unreachable' : 'place.failed');
}

const isFetchError = (error: unknown): boolean => error instanceof Error && error.name === 'FetchError';

/** A signal that ran out of its time is no wish of anybody. */
export function cancelled(signal: AbortSignal): AppFailure {
  const isTime = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
  return new AppFailure(isTime ? 'place.timeout' : 'request.cancelled');
}
