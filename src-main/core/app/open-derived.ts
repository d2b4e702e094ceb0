/** Chooses and opens the engine of derived data. */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { Db } from '../database/open.ts';
import { createPlainDerived } from '../derived/plain.ts';
import type { Derived } from '../derived/port.ts';
import type { Jobs } from '../domain/context.ts';
import type { Clock } from '../kernel/ports.ts';
import type { Secret } from '../vault/secret.ts';

export interface OpenDerivedInput {
  readonly db: Db;
  readonly dir: string;
  readonly searchKey: Secret;
  readonly emit: (event: CoreEvent) => void;
  readonly clock: Clock;
  readonly jobs: Jobs;
}

export function openDerived(input: OpenDerivedInput): Promise<Derived> {
  return Promise.resolve(createPlainDerived(input.db));
}
