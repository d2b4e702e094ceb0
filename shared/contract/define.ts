/**
 * The contract's one building block. Client types, the router, the CLI, the
 * generated tests and `regulars methods` are all derived from these objects.
 */
import type { z } from 'zod';

/**
 * Who may call: `public` before a book is open; `read`/`write` once it is open;
 * `admin` for keys, export of everything and settings of the book.
 */
export type Access = 'public' | 'read' | 'write' | 'admin';

export interface MethodDef<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** `query` reads, `command` writes at once, `job` starts long work and answers `{ jobId }`. */
  readonly kind: 'query' | 'command' | 'job';
  readonly input: I;
  readonly output: O;
  readonly errors: readonly string[];
  readonly access: Access;
  /** One line for `regulars methods`: what it guarantees. */
  readonly about: string;
}

/** Declares a method of the contract; `errors` lists every code its handler may answer beyond the common ones. */
export function defineMethod<I extends z.ZodType, O extends z.ZodType>(
  def: MethodDef<I, O>,
): MethodDef<I, O> {
  return def;
}

export type InputOf<D> = D extends MethodDef<infer I, z.ZodType> ? z.input<I> : never;
export type ParsedInputOf<D> = D extends MethodDef<infer I, z.ZodType> ? z.output<I> : never;
export type OutputOf<D> = D extends MethodDef<z.ZodType, infer O> ? z.output<O> : never;

/** Codes that any method may answer. */
export const COMMON_ERRORS = [
  'request.unknownMethod',
  'request.invalid',
  'request.denied',
  'session.proofNeeded',
  'people.denied',
  'people.hidden',
  'people.others',
  'request.tooLarge',
  'request.cancelled',
  'session.locked',
  'disk.full',
  'disk.readonly',
  'disk.denied',
  'disk.io',
  'disk.missing',
  'disk.failed',
  'book.damaged',
  'book.lost',
  'book.writeBusy',
  'vault.outOfMemory',
  'job.crashed',
  'internal',
] as const;
