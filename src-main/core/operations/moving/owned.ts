/** What belongs to a customer, and how its rows refer to each other: read from the registry, so that a new kind of record comes along by itself. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import { registry } from '../../changes/registry.ts';
import type { Fields, Row } from '../../changes/rows.ts';

export interface OwnedKind {
  readonly entity: EntityName;
  readonly column: string;
}

/** Which kind of record a field of kind `record` names. One that is not here stays behind. */
const REFERENCES: Readonly<Record<string, string>> = {
  customerId: 'customer',
  followUpId: 'followUp',
  refundOf: 'sale',
  attachmentId: 'attachment',
  fromId: 'customer',
  toId: 'customer',
};
/** Others refer to these. */
const FIRST: readonly EntityName[] = ['followUp', 'sale', 'payment', 'attachment'];

/** The kinds that come along with a customer, in an order in which references are known before they are met. Relations have two owners and come last of all. */
export function ownedKinds(): readonly OwnedKind[] {
  const own = registry.customer.children.filter((c) => c.entity !== 'relation').map(({ entity, column }) => ({ entity, column }));
  const rank = (entity: EntityName) => (FIRST.includes(entity) ? FIRST.indexOf(entity) : FIRST.length);
  return own.sort((a, b) => rank(a.entity) - rank(b.entity));
}

export interface Mapping {
  /** The id in the other book; `null` when it did not come along. */
  readonly id: (entity: string, fromId: number) => number | null;
  readonly product: (fromId: number) => number | null;
}

/** The fields of a row as the other book takes them; `null` when it cannot stand without something that stays behind. */
export function carriedFields(entity: EntityName, row: Row, map: Mapping): Record<string, unknown> | null {
  const def = registry[entity];
  const out: Record<string, unknown> = { ...row.fields };
  for (const { name, kind } of def.fields) {
    const value = row.fields[name];
    if (kind !== 'record' || typeof value !== 'number') continue;
    const named = REFERENCES[name];
    const id = named === undefined ? null : map.id(named, value);
    if (id === null && def.columns.find((c) => c.field === name)?.required === true) return null;
    out[name] = id;
  }
  if (entity === 'sale') out['items'] = saleItems(row.fields, map);
  if (entity === 'payment') out['allocations'] = allocations(row.fields, map);
  return out;
}

function saleItems(fields: Fields, map: Mapping): unknown {
  const items = fields['items'] as readonly { readonly productId: number | null }[];
  return items.map((item) => ({ ...item, productId: item.productId === null ? null : map.product(item.productId) }));
}

/** What had gone to a sale that stays behind becomes credit, as it was here while that sale lay in the bin. */
function allocations(fields: Fields, map: Mapping): unknown {
  const parts = fields['allocations'] as readonly { readonly saleId: number; readonly amountMinor: number }[];
  return parts.flatMap((part) => {
    const saleId = map.id('sale', part.saleId);
    return saleId === null ? [] : [{ ...part, saleId }];
  });
}
