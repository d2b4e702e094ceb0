/** The typed client of the contract, and its two React hooks: `useApiQuery` reads, `useApiCommand` writes. */
import { useMutation, useQuery, type UseMutationResult, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import type { Input, MethodName, Output, Reply } from '../../shared/contract/index.ts';
import { err } from '../../shared/kernel/result.ts';
import type { AppError } from '../../shared/kernel/result.ts';
import { askProof } from './proof.ts';
import { queryClient } from './query-client.ts';
import { createTransport, type Transport } from './transport.ts';

/** A failed call inside TanStack Query, which knows only thrown errors; `error` is the contract's. */
export class ApiError extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.name = 'ApiError';
    this.error = error;
  }
}

let current: Transport | null = null;

/** The transport in use; made at the first need so that tests can put their own in before. */
export function transport(): Transport {
  current ??= createTransport();
  return current;
}

/** Puts another transport in (tests). */
export function setTransport(next: Transport | null): void {
  current = next;
}

let hearFailure: (error: AppError) => void = () => undefined;

/** Who is told of every failed call, whoever asked: for damage of the book itself. */
export function onFailure(hear: (error: AppError) => void): void {
  hearFailure = hear;
}

/** For failures that come another way than as an answer: those of jobs. */
export function tellFailure(error: AppError): void {
  hearFailure(error);
}

async function heard<M extends MethodName>(answer: Promise<Reply<M>>): Promise<Reply<M>> {
  const reply = await answer;
  if (!reply.ok) hearFailure(reply.error);
  return reply;
}

/** What whoever is in may not call is not asked for: the core would refuse it and put that on record. */
function refusedHere(method: string): boolean {
  const status = queryClient.getQueryData<Output<'session.status'>>(['session.status', {}]);
  return status?.book?.denied.includes(method) === true;
}

/** A call of something dangerous waits for the passphrase to be typed anew, and is made again. */
async function withProof<T>(method: MethodName, call: () => Promise<T>): Promise<T> {
  const reply = await call();
  const asked = (reply as { error?: AppError }).error?.code === 'session.proofNeeded';
  return asked && method !== 'session.prove' && (await askProof()) ? call() : reply;
}

export const api = {
  /** Calls a method of the contract. Never throws for an expected failure: the caller reads `ok`. */
  call<M extends MethodName>(method: M, input: Input<M>, signal?: AbortSignal): Promise<Reply<M>> {
    if (refusedHere(method)) return Promise.resolve(err('people.denied', { method }));
    return withProof(method, () => heard(transport().call(method, input, signal) as Promise<Reply<M>>));
  },
  /** As `call`, but throws `ApiError`: for code where a failure ends the whole flow. */
  async get<M extends MethodName>(method: M, input: Input<M>, signal?: AbortSignal): Promise<Output<M>> {
    const reply = await api.call(method, input, signal);
    if (!reply.ok) throw new ApiError(reply.error);
    return reply.value;
  },
} as const;

/** The cache key of a call. `events.ts` invalidates by its first element. */
export function queryKey<M extends MethodName>(method: M, input: Input<M>): readonly [M, Input<M>] {
  return [method, input];
}

type QueryMore<M extends MethodName, T> = Omit<UseQueryOptions<Output<M>, ApiError, T, readonly [M, Input<M>]>, 'queryKey' | 'queryFn'>;

/** Reads through the cache; refetched when an event says that its records changed. */
export function useApiQuery<M extends MethodName, T = Output<M>>(
  method: M,
  input: Input<M>,
  more: QueryMore<M, T> = {},
): UseQueryResult<T, ApiError> {
  return useQuery({ ...more, queryKey: queryKey(method, input), queryFn: ({ signal }) => api.get(method, input, signal) });
}

/** Writes; `mutateAsync` throws `ApiError`, `mutate(input, { onError })` hands it over. What changed comes back as an event. */
export function useApiCommand<M extends MethodName>(
  method: M,
  more: { onSuccess?: (output: Output<M>, input: Input<M>) => void; onError?: (error: ApiError, input: Input<M>) => void } = {},
): UseMutationResult<Output<M>, ApiError, Input<M>> {
  return useMutation<Output<M>, ApiError, Input<M>>({
    mutationFn: (input) => api.get(method, input),
    ...(more.onSuccess && { onSuccess: more.onSuccess }),
    ...(more.onError && { onError: more.onError }),
  });
}
