/** Lists, searches and counts over the customers one person is in charge of, as if there were no others. */
import type { Condition, ListFilter } from '../../../shared/kernel/filter.ts';
import type { Derived, DerivedQuery } from '../derived/port.ts';

/** The same answers within `mine`; `isMine` says of one customer whether they are among them, in the bin too. */
export function ownDerived(all: Derived, mine: Condition, isMine: (id: number) => boolean): Derived {
  const within = (filter: ListFilter | undefined): ListFilter => ({ all: filter === undefined ? [mine] : [mine, filter] });
  const own = (query: DerivedQuery): DerivedQuery => ({ ...query, filter: within(query.filter) });
  return {
    ...bound(all),
    prepare: (query, more) => all.prepare(own(query), more),
    list: (query, page) => all.list(own(query), page),
    ids: (query) => all.ids(own(query)),
    search(text, limit) {
      const { ids, indexing } = all.list(own({ text }), { limit });
      return { ids, indexing };
    },
    facets: (field, query, more) => all.facets(field, own(query), more),
    count: (query) => all.count(own(query)),
    matches: (filter, id) => isMine(id) && all.matches(filter, id),
    findByKeys: (keys) => all.findByKeys(keys).filter(({ id }) => isMine(id)),
    findByName: (name, limit) => all.findByName(name, limit).filter(({ id }) => isMine(id)),
  };
}

/** The rest, which tells nothing of anybody: derived data is an object with a state of its own. */
function bound(all: Derived): Derived {
  return {
    onCommitted: (change) => all.onCommitted(change),
    prepare: (query, more) => all.prepare(query, more),
    list: (query, page) => all.list(query, page),
    ids: (query) => all.ids(query),
    search: (text, limit, more) => all.search(text, limit, more),
    facets: (field, query, more) => all.facets(field, query, more),
    count: (query) => all.count(query),
    matches: (filter, id) => all.matches(filter, id),
    findByKeys: (keys) => all.findByKeys(keys),
    findByName: (name, limit) => all.findByName(name, limit),
    pause: () => all.pause(),
    resume: () => all.resume(),
    ready: () => all.ready(),
    rebuild: () => all.rebuild(),
    forget: () => all.forget(),
    idle: () => all.idle(),
    close: () => all.close(),
  };
}
