/** What one transaction did to one row, as the change log tells it. */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { Fields } from './rows.ts';

export type ChangeOp = 'create' | 'update' | 'delete' | 'restore';

export interface ChangeEntry {
  readonly entity: EntityName;
  readonly id: number;
  readonly op: ChangeOp;
  /** `aseq` the row had before: the previous link of its history; 0 at creation. */
  readonly prev: number;
  /** Only the fields that changed; absent values are empty. */
  readonly before: Fields;
  readonly after: Fields;
  /** For `delete` and `restore`: who put the row away (see `deletedKind` of the tables). */
  readonly kind?: number;
}
