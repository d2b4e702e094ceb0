/**
 * Expected outcomes as values. A `Result` crosses every border of the program
 * (core → host → renderer), so an error is plain data: a code from the contract
 * and the facts a person needs; the words live in `shared/i18n`.
 */
export interface AppError {
  readonly code: string;
  readonly [fact: string]: unknown;
}

export type Result<T, E extends AppError = AppError> =
  | {
      readonly ok: true;
      readonly value: T;
      /** Beside the answer of a command: the step of undo it made. Absent when it changed nothing that can be undone. */
      readonly actionId?: number;
    }
  | { readonly ok: false; readonly error: E };

/** Wraps a success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps an expected failure: `code` is declared in the contract, `facts` are plain JSON. */
export function err<C extends string, F extends object = object>(
  code: C,
  facts?: F,
): { readonly ok: false; readonly error: { readonly code: C } & F } {
  return { ok: false, error: { code, ...(facts as F) } };
}

/**
 * Thrown across internal layers when a deep function meets an expected failure
 * (disk full, record gone) that only the edge can report; `dispatch` turns it
 * into a `Result`. Never thrown for broken invariants.
 */
export class AppFailure extends Error {
  readonly error: AppError;
  constructor(code: string, facts: Record<string, unknown> = {}) {
    super(code);
    this.name = 'AppFailure';
    this.error = { ...facts, code };
  }
}

/** Stops the program's current request on a broken invariant: a bug, never user input. */
export function assertInvariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${what}`);
}
