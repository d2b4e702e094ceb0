/**
 * The one gate: known name → book open → may call → input valid → may call with this →
 * handler → (in tests) output valid → without what the person may not see. Whatever happens inside, a `Result` comes out.
 */
import { contract, isMethodName } from '../../../shared/contract/index.ts';
import type { MethodName } from '../../../shared/contract/index.ts';
import { AppFailure, err } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { UndoStack } from '../changes/undo.ts';
import { noteEvent } from '../changes/write.ts';
import { sqliteFailure } from '../database/errors.ts';
import type { OpenBook } from '../domain/context.ts';
import type { Desk } from './desk.ts';

export type PublicHandler = (input: never, call: { readonly signal: AbortSignal }) => Result<unknown> | Promise<Result<unknown>>;
export type BookHandler = (
  ctx: { readonly book: OpenBook; readonly actor: string; readonly signal: AbortSignal },
  input: never,
) => Result<unknown> | Promise<Result<unknown>>;

export interface DispatchDeps {
  readonly publicRoutes: Partial<Record<MethodName, PublicHandler>>;
  readonly bookRoutes: Partial<Record<MethodName, BookHandler>>;
  readonly book: () => OpenBook | null;
  /** The place of whoever opened it. */
  readonly desk: () => Desk | null;
  readonly onBug: (e: unknown) => string;
  /** Parse outputs too: on in tests, off in the product (a million rows a minute pass here). */
  readonly checkOutput: boolean;
}

/** Runs one call; never throws. */
export async function dispatch(
  deps: DispatchDeps,
  name: string,
  input: unknown,
  /** `actor`: somebody else than whoever opened the book, who may nothing. */
  call: { readonly signal: AbortSignal; readonly actor?: string | undefined },
): Promise<Result<unknown>> {
  if (!isMethodName(name)) return err('request.unknownMethod', { method: name.slice(0, 80) });
  const def = contract[name];
  const book = deps.book();
  const desk = deps.desk();
  if (def.access !== 'public' && (!book || !desk)) return err('session.locked');
  const stranger = call.actor !== undefined && call.actor !== desk?.actor;
  if (def.access !== 'public' && stranger) return denied(deps, name, 'request.denied');
  if (def.access !== 'public' && desk?.mayCall(name) !== true) return denied(deps, name, 'people.denied');
  try {
    const parsed = def.input.safeParse(input ?? {});
    if (!parsed.success) return invalid(name, parsed.error.issues);
    const admitted = book && desk ? desk.admit(name, parsed.data, book) : ({ kind: 'in', book: null, input: parsed.data } as const);
    if (admitted.kind === 'refused') return denied(deps, name, admitted.code);
    if (admitted.kind === 'prove') return err('session.proofNeeded', { method: name });
    const result = await run(deps, name, admitted.input as never, admitted.book, { signal: call.signal, actor: desk?.actor ?? 'owner' });
    if (result.ok && deps.checkOutput) def.output.parse(result.value);
    return shown(desk, name, result);
  } catch (e) {
    return failed(deps, e, call.signal);
  }
}

function shown(desk: Desk | null, method: MethodName, result: Result<unknown>): Result<unknown> {
  if (!desk) return result;
  if (result.ok) return { ...result, value: desk.show(method, result.value) };
  return { ok: false, error: desk.show(method, result.error) as typeof result.error };
}

/** What somebody was refused is part of the record, with who it was. */
function denied(deps: DispatchDeps, method: MethodName, code: 'request.denied' | 'people.denied' | 'people.hidden' | 'people.others'): Result<never> {
  const book = deps.book();
  try {
    if (book) noteEvent(book.write, 'request.denied', code === 'request.denied' ? 'unknown' : (deps.desk()?.actor ?? 'unknown'));
  } catch (e) {
    // A full disk must not turn a refusal into something else.
    if (!sqliteFailure(e)) deps.onBug(e);
  }
  return err(code, { method });
}

function run(
  deps: DispatchDeps,
  name: MethodName,
  input: never,
  book: OpenBook | null,
  call: { readonly signal: AbortSignal; readonly actor: string },
): Result<unknown> | Promise<Result<unknown>> {
  const open = deps.publicRoutes[name];
  if (open) return open(input, call);
  const handler = deps.bookRoutes[name];
  if (!handler) throw new Error(`no handler for ${name}`);
  if (!book) return err('session.locked');
  if (contract[name].kind !== 'command') return handler({ book, ...call }, input);
  return withStep(book, (noted) => handler({ book: noted, ...call }, input));
}

/** Runs a command and puts the step of undo it made beside its answer, so that a client can take back exactly that. */
async function withStep(book: OpenBook, command: (book: OpenBook) => Result<unknown> | Promise<Result<unknown>>): Promise<Result<unknown>> {
  let actionId: number | undefined;
  const undo: UndoStack = {
    ...book.undo,
    push(id) {
      actionId = id;
      book.undo.push(id);
    },
  };
  const result = await command({ ...book, undo });
  return result.ok && actionId !== undefined ? { ...result, actionId } : result;
}

function invalid(method: MethodName, issues: readonly { readonly path: PropertyKey[]; readonly message: string; readonly code?: string }[]): Result<never> {
  // Names of fields and kinds of fault only: a value may be a customer's.
  const first = issues.slice(0, 10).map((i) => ({ path: i.path.map(String).join('.').slice(0, 200), problem: i.code ?? 'invalid' }));
  return err('request.invalid', { method, issues: first });
}

function failed(deps: DispatchDeps, e: unknown, signal: AbortSignal): Result<never> {
  if (e instanceof AppFailure) return { ok: false, error: e.error };
  const sqlite = sqliteFailure(e);
  if (sqlite) return { ok: false, error: sqlite.error };
  if (signal.aborted) return err('request.cancelled');
  return err('internal', { logId: deps.onBug(e) });
}
