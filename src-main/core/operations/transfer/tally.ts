/** Counts, examples and issues of a run; bounded, however many rows there are. */
import type { RowIssue } from '../../../../shared/modules/transfer.ts';
import type { Fields } from '../../changes/rows.ts';
import type { Applied } from './apply-rows.ts';
import { ownText } from '../../kernel/own-text.ts';
import { NO_COUNTS, type Example, type ImportCounts } from './import-types.ts';

export interface Tally {
  add(applied: Applied): void;
  /** Counts a row that became a new customer, with the warning it has, if any: `add` for rows that were read the short way. */
  addNew(warning: RowIssue | null): void;
  counts(): ImportCounts;
  issues(): readonly RowIssue[];
  examples(): readonly Example[];
}

const MAX_ERRORS = 10_000;
const MAX_WARNINGS = 2_000;
/** Examples of each outcome in a preview. */
export const EXAMPLES_EACH = 12;

const FIELD: Readonly<Record<Example['outcome'], 'created' | 'updated' | 'skipped' | 'possibleDuplicates' | 'errorRows'>> = {
  new: 'created',
  update: 'updated',
  skip: 'skipped',
  possibleDuplicate: 'possibleDuplicates',
  error: 'errorRows',
};

/** Starts from the counts of an import that goes on. Only a preview shows examples: they keep their rows in memory. */
export function createTally(start: ImportCounts = NO_COUNTS, examplesEach = 0): Tally {
  const counts = { ...start };
  const errors: RowIssue[] = [];
  const warnings: RowIssue[] = [];
  const examples: Example[] = [];
  const seen = new Map<string, number>();
  return {
    addNew(warning) {
      counts.rows++;
      counts[warning ? 'possibleDuplicates' : 'created']++;
      if (!warning) return;
      counts.warnings++;
      if (warnings.length < MAX_WARNINGS) warnings.push(warning);
    },
    add(applied) {
      counts.rows++;
      counts[FIELD[applied.outcome]]++;
      for (const issue of applied.issues) {
        if (issue.severity === 'warning') counts.warnings++;
        const list = issue.severity === 'error' ? errors : warnings;
        if (list.length >= (issue.severity === 'error' ? MAX_ERRORS : MAX_WARNINGS)) continue;
        const value = issue.value === null ? null : ownText(issue.value);
        list.push({ ...issue, value, row: issue.row === 0 ? applied.row : issue.row });
      }
      const shown = seen.get(applied.outcome) ?? 0;
      if (shown >= examplesEach) return;
      seen.set(applied.outcome, shown + 1);
      examples.push(exampleOf(applied));
    },
    counts: () => ({ ...counts }),
    issues: () => [...errors, ...warnings],
    examples: () => examples,
  };
}

function exampleOf(applied: Applied): Example {
  const { row, outcome, name, matchRef, matchName, matchedBy, issues } = applied;
  const { tagNames, consents, ...fields } = applied.draft ?? {};
  const values: Fields = { ...fields, ...consents, ...(tagNames === undefined ? {} : { tags: tagNames }) };
  return {
    row,
    outcome,
    name,
    values: { ...values },
    matchId: matchRef !== null && matchRef > 0 ? matchRef : null,
    matchName,
    matchedBy,
    issues: [...issues],
  };
}
