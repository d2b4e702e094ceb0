/**
 * The one gate: known name → book open → access → input valid → handler → (in tests)
 * output valid. Whatever happens inside, a `Result` comes out.
 */
import { contract, isMethodName } from '../../../shared/contract/index.ts';
import type { MethodName } from '../../../shared/contract/index.ts';
import { AppFailure, err } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { mayCall } from '../access/permissions.ts';
import type { UndoStack } from '../changes/undo.ts';
import { noteEvent } from '../changes/write.ts';
import { sqliteFailure } from '../database/errors.ts';
import type { OpenBook } from '../domain/context.ts';

export type PublicHandler = (input: never, call: { readonly signal: AbortSignal }) => Result<unknown> | Promise<Result<unknown>>;
export type BookHandler = (
  ctx: { readonly book: OpenBook; readonly actor: string; readonly signal: AbortSignal },
  input: never,
) => Result<unknown> | Promise<Result<unknown>>;

export interface DispatchDeps {
  readonly publicRoutes: Partial<Record<MethodName, PublicHandler>>;
  readonly bookRoutes: Partial<Record<MethodName, BookHandler>>;
  readonly book: () => OpenBook | null;
  readonly onBug: (e: unknown) => string;
  /** Parse outputs too: on in tests, off in the product (a million rows a minute pass here). */
  readonly checkOutput: boolean;
}

/** Runs one call; never throws. */
export async function dispatch(
  deps: DispatchDeps,
  name: string,
  input: unknown,
  call: { readonly signal: AbortSignal; readonly actor: string },
): Promise<Result<unknown>> {
  if (!isMethodName(name)) return err('request.unknownMethod', { method: name.slice(0, 80) });
  const def = contract[name];
  const book = deps.book();
  if (def.access !== 'public' && !book) return err('session.locked');
  if (!mayCall(call.actor, def.access)) return denied(deps, name, book);
  try {
    const parsed = def.input.safeParse(input ?? {});
    if (!parsed.success) return invalid(name, parsed.error.issues);
    const result = await run(deps, name, parsed.data as never, book, call);
    if (result.ok && deps.checkOutput) def.output.parse(result.value);
    return result;
  } catch (e) {
    return failed(deps, e, call.signal);
  }
}

/** What somebody was refused is part of the record; who it was is unknown, for unknown actors may nothing. */
function denied(deps: DispatchDeps, method: MethodName, book: OpenBook | null): Result<never> {
  try {
    if (book) noteEvent(book.write, 'request.denied', 'unknown');
  } catch (e) {
    // A full disk must not turn a refusal into something else.
    if (!sqliteFailure(e)) deps.onBug(e);
  }
  return err('request.denied', { method });
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
