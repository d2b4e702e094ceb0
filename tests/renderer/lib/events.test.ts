import { describe, expect, it } from 'vitest';
import { isStale } from '../../../src-renderer/lib/events.ts';

const changed = (entities: string[], ids: number[] | null) => ({ type: 'data.changed', entities, ids, origin: 'local' }) as const;

describe('what a change makes stale', () => {
  it('refetches lists for any customer, but one record only for its own id', () => {
    const event = changed(['customer'], [7]);
    expect(isStale(event, ['customers.list', {}])).toBe(true);
    expect(isStale(event, ['customers.get', { id: 7 }])).toBe(true);
    expect(isStale(event, ['customers.get', { id: 8 }])).toBe(false);
  });
  it('refetches everything shown when many changed', () => {
    expect(isStale(changed(['customer'], null), ['customers.get', { id: 8 }])).toBe(true);
  });
  it('leaves other modules alone', () => {
    expect(isStale(changed(['customer'], [7]), ['settings.get', {}])).toBe(false);
    expect(isStale(changed(['product'], [7]), ['customers.list', {}])).toBe(false);
  });
  it('refetches the customers’ rows when a sale changed: they show the last purchase', () => {
    expect(isStale(changed(['sale'], [7]), ['customers.list', {}])).toBe(true);
  });
  it('refetches the customers’ rows when a tag is renamed', () => {
    expect(isStale(changed(['tag'], [3]), ['customers.list', {}])).toBe(true);
    expect(isStale(changed(['tag'], [3]), ['tags.list', {}])).toBe(true);
  });
  it('refetches the history of a follow-up’s customer, whose id the event does not name', () => {
    expect(isStale(changed(['followUp'], [99]), ['history.list', { entity: 'customer', id: 7 }])).toBe(true);
  });
  it('knows an entity it was not told of by its own name', () => {
    expect(isStale(changed(['deals'], null), ['deals.list', {}])).toBe(true);
  });
});
