/** Which columns a question needs. */
import { isCondition, isGroup } from '../../../../shared/kernel/filter.ts';
import type { FilterNode } from '../../../../shared/kernel/filter.ts';
import type { DerivedQuery } from '../port.ts';

/** Names of the fields a query filters and sorts by; what a segment in it asks for is not looked into. */
export function fieldsAsked({ filter, sort }: DerivedQuery): string[] {
  return [...(filter ? fieldsIn(filter) : []), ...(sort ? [sort.field] : [])];
}

function fieldsIn(node: FilterNode): string[] {
  if (isCondition(node)) return [node.field];
  if (!isGroup(node)) return [];
  return [...(node.all ?? []), ...(node.any ?? []), ...(node.not ? [node.not] : [])].flatMap(fieldsIn);
}
