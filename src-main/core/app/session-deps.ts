/** What the session and everything around it works with. */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { Sodium } from '../kernel/sodium.ts';
import type { VaultDeps } from '../vault/index.ts';
import type { CoreDeps } from './core.ts';
import type { Shelf } from './shelf.ts';

export interface SessionDeps {
  readonly core: CoreDeps;
  readonly vault: VaultDeps;
  readonly sodium: Sodium;
  readonly shelf: Shelf;
  readonly emit: (event: CoreEvent) => void;
  readonly onBug: (e: unknown) => string;
}
