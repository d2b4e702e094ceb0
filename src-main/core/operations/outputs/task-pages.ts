/** All tasks and agreed next dates of some spans, a page at a time, spans in the order of their days. */
import { taskBandSchema, type TaskBand, type TaskFilter, type TaskLine } from '../../../../shared/modules/tasks.ts';
import type { Db } from '../../database/open.ts';
import { closedPage, linesOf, openPage } from '../../domain/tasks/index.ts';

const PAGE = 500;

export interface TasksAsked {
  readonly bands: readonly TaskBand[];
  readonly filter: TaskFilter;
  readonly nowMs: number;
}

export function* taskPages(db: Db, { bands, filter, nowMs }: TasksAsked): Generator<readonly TaskLine[]> {
  for (const band of taskBandSchema.options.filter((one) => bands.includes(one))) {
    let cursor: string | undefined;
    do {
      const page = band === 'closed' ? closedPage(db, filter, PAGE, cursor) : openPage(db, { band, filter, nowMs }, PAGE, cursor);
      yield linesOf(db, page.found);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }
}
