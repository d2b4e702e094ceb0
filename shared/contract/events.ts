/** What the core tells its clients without being asked; one ordered stream. */
import { z } from 'zod';

export const jobStateSchema = z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']);

export const jobSchema = z.object({
  jobId: z.string(),
  name: z.string(),
  state: jobStateSchema,
  phase: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** Shown with the job: file name, counts; never a customer's data. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  result: z.unknown().nullable(),
  error: z.looseObject({ code: z.string() }).nullable(),
});
export type JobInfo = z.output<typeof jobSchema>;

export type CoreEvent =
  | {
      readonly type: 'data.changed';
      /** Entities that changed. `ids: null` means many: refetch everything shown. */
      readonly entities: readonly string[];
      readonly ids: readonly number[] | null;
      readonly origin: 'local' | 'job' | 'sync';
    }
  | { readonly type: 'job.progress'; readonly job: JobInfo }
  | { readonly type: 'job.ended'; readonly job: JobInfo }
  | { readonly type: 'session.opened'; readonly bookId: string }
  | { readonly type: 'session.locked'; readonly reason: 'user' | 'idle' | 'system' | 'crash' }
  | { readonly type: 'search.state'; readonly indexing: boolean; readonly done: number; readonly total: number | null }
  | { readonly type: 'reminders.due'; readonly missed: boolean; readonly items: readonly { readonly id: number; readonly title: string; readonly customerName: string | null; readonly day: string; readonly time: string | null; readonly lead: number }[] }
  /** Once a day: how much there is to do. */
  | { readonly type: 'reminders.digest'; readonly overdue: number; readonly today: number; readonly birthdays: number; readonly payments: number }
  | { readonly type: 'undo.changed' };
