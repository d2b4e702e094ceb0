/** A formula of the book, compiled and tied to what it reads. */
import type { CompiledFormula, FaultCode, FormulaValue } from '../../../../shared/kernel/formula.ts';
import type { Readable, RecordSource } from './sources.ts';
import type { StoredField } from './stored-fields.ts';

/** A value, or what is wrong with the values it was to be made of. */
export type FormulaOutcome = FormulaValue | { readonly fault: FaultCode };

export interface ReadyFormula {
  readonly field: StoredField;
  readonly compiled: CompiledFormula;
  /** What it reads, in the order of `compiled.refs`. */
  readonly sources: readonly Readable[];
  /** Itself or a formula it reads changes from day to day. */
  readonly usesToday: boolean;
  /** Says what decides its values: its own text and that of every formula it reads. */
  readonly identity: string;
  run(source: RecordSource, today: number): FormulaOutcome;
}
