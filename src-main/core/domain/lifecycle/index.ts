/** Where customers stand, why, and how they are graded. */
import { dayOfIso } from '../../../../shared/kernel/formula-functions.ts';
import { asksSomething } from '../../../../shared/kernel/filter.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { GradeRules, lifecycleMethods, Stage, StageHand } from '../../../../shared/modules/lifecycle.ts';
import { STAGES } from '../../../../shared/modules/lifecycle.ts';
import { loyalCount, stageFacts, stagePath, stageRules } from '../../changes/facts/index.ts';
import type { Row } from '../../changes/rows.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { CallContext, Handler, OpenBook, Routes } from '../context.ts';
import { readSettings } from '../settings/index.ts';
import { createGrader, gradedRow } from './grader.ts';
import { hasStageRules, NO_RULES, readGradeRules, writeStageRules } from './grade-rules.repo.ts';
import { startApply, startDay, startPreview, startStagePreview } from './jobs.ts';
import { regrade } from './settle.ts';
import { customerMoves, firstMonth, matrixOf, movesOf } from './stages.repo.ts';
import { suggestedRules } from './suggested.ts';

const month: Handler<'lifecycle.month'> = ({ book }, input) => {
  const counts = new Map(book.derived.facets('stage', {}).values.map(({ value, count }) => [value, count]));
  return ok({ stages: STAGES.map((stage) => ({ stage, count: counts.get(stage) ?? 0 })), moves: matrixOf(book.db, input.month), first: firstMonth(book.db) });
};

const moves: Handler<'lifecycle.moves'> = ({ book }, query) => ok(movesOf(book.db, query));

const MOVES_SHOWN = 100;

const why: Handler<'lifecycle.why'> = ({ book }, { id }) => {
  const facts = stageFacts(book.db, id);
  if (!facts || book.rows.get('customer', id)?.deletedKind === 2) return err('record.missing', { entity: 'customer', id });
  const [rules, today] = [stageRules(book.db), isoDate(book.clock.now())];
  const sales = facts.sales.filter((date) => date <= today);
  const last = sales.at(-1) ?? null;
  const { stage, since, next } = stagePath({ ...facts, rules, today });
  const lock = facts.hand.at(-1);
  return ok({
    stage,
    since,
    lock: lock && lock.stage !== null ? lock : null,
    saleCount: sales.length,
    recentCount: loyalCount(sales, rules),
    lastSaleOn: last,
    daysSince: last === null ? null : (dayOfIso(today) ?? 0) - (dayOfIso(last) ?? 0),
    rules,
    next,
    moves: customerMoves(book.db, id, MOVES_SHOWN),
    grade: whyGrade(book, id),
  });
};

function whyGrade(book: OpenBook, id: number) {
  const rules = readGradeRules(book.db);
  const row = gradedRow(book.db, id);
  const hand = handOf(book.rows.get('customer', id));
  if (!rules.enabled || !row) return { mode: hand ? ('hand' as const) : ('off' as const), hand, says: null, rule: null, checks: [] };
  const grader = createGrader(book.db, rules, book.clock.now(), id);
  const { grade, rule } = grader.verdict(row);
  const held = rule === null ? null : rules.rules[rule]!;
  // Nobody's rule held: what the first one would need is what there is to say.
  const told = held ?? rules.rules[0];
  return { mode: hand ? ('hand' as const) : ('rule' as const), hand, says: grade, rule: told ?? null, checks: told ? [...grader.checks(told, row)] : [] };
}

function handOf(row: Row | null) {
  const hand = row?.fields['gradeBy'] as { on: string; reason: string } | undefined;
  return typeof hand?.on === 'string' ? hand : null;
}

/** Changes one living customer as one step of undo. */
function changeOne({ book, actor }: CallContext, id: number, kind: string, change: (w: Writer, row: Row) => void) {
  const row = book.rows.get('customer', id);
  if (!row || row.deletedKind === 2) return err('record.missing', { entity: 'customer', id });
  if (row.deletedAt !== null) return err('record.deleted', { entity: 'customer', id });
  const action = { kind, actor, origin: 'local' as const, facts: { name: String(row.fields['name']), count: 1 } };
  const written = write(book.write, action, (w) => change(w, row));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok({});
}

const lock: Handler<'lifecycle.lock'> = (ctx, { id, stage, reason }) =>
  changeOne(ctx, id, 'lifecycle.lock', (w, row) => {
    const known = row.fields['stageHand'] as readonly StageHand[];
    const present: Stage | null = known.at(-1)?.stage ?? null;
    if (stage === null && present === null) return;
    w.update('customer', id, { stageHand: [...known, { at: w.now, on: isoDate(w.now), stage, reason }] });
  });

const setByHand: Handler<'grades.setByHand'> = (ctx, { id, grade, reason }) =>
  changeOne(ctx, id, 'grades.hand', (w) => {
    if (reason !== null) return void w.update('customer', id, { grade, gradeBy: { on: isoDate(w.now), reason } });
    w.update('customer', id, { gradeBy: null });
    if (readGradeRules(w.db).enabled) regrade(w, [id]);
  });

const rulesNow: Handler<'grades.rules'> = ({ book }) => {
  const { grades, currency } = readSettings(book.db);
  return ok({ rules: readGradeRules(book.db), suggested: suggestedRules(grades, currency) });
};

/** A rule that asks nothing would hold for everybody: it is told by asking it now. */
function tryRules(book: OpenBook, rules: GradeRules): void {
  const filters = rules.rules.flatMap(({ filter }) => (filter !== null && asksSomething(filter) ? [filter] : []));
  for (const filter of filters) book.derived.list({ filter }, { limit: 1 });
  createGrader(book.db, { ...NO_RULES, rules: rules.rules }, book.clock.now(), 0);
}

const preview: Handler<'grades.preview'> = ({ book }, { rules }) => {
  tryRules(book, rules);
  return ok({ jobId: startPreview(book, rules) });
};

const apply: Handler<'grades.apply'> = ({ book }, { rules }) => {
  tryRules(book, rules);
  return ok({ jobId: startApply(book, rules) });
};

const setRules: Handler<'lifecycle.setRules'> = ({ book, actor }, rules) => {
  // The row has to be there before, so that undo finds what was in it.
  if (!hasStageRules(book.db)) write(book.write, { kind: 'settings.set', actor, origin: 'local' }, (w) => writeStageRules(w, stageRules(w.db)));
  const written = write(book.write, { kind: 'lifecycle.rules', actor, origin: 'local' }, (w) => writeStageRules(w, rules));
  if (written.seq !== null) book.undo.push(written.actionId);
  book.emit({ type: 'data.changed', entities: ['settings'], ids: null, origin: 'local' });
  return ok({ jobId: startDay(book) });
};

const previewRules: Handler<'lifecycle.preview'> = ({ book }, rules) => ok({ jobId: startStagePreview(book, rules) });

export const lifecycleRoutes: Routes<keyof typeof lifecycleMethods> = {
  'lifecycle.month': month,
  'lifecycle.moves': moves,
  'lifecycle.why': why,
  'lifecycle.lock': lock,
  'lifecycle.setRules': setRules,
  'lifecycle.preview': previewRules,
  'grades.setByHand': setByHand,
  'grades.rules': rulesNow,
  'grades.preview': preview,
  'grades.apply': apply,
};

export { startDay } from './jobs.ts';
export { settleGrades } from './settle.ts';
export { previewGrades, runGrades } from './run-grades.ts';
export type { GradeHooks } from './run-grades.ts';
export { readGradeRules } from './grade-rules.repo.ts';
export { runStages } from './day.ts';
export { previewStages } from './preview-stages.ts';
export type { DayInput, GradesInput, StagesInput } from './jobs.ts';
