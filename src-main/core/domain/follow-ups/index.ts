/** Follow-ups of a customer. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { followUpMethods } from '../../../../shared/modules/follow-ups.ts';
import type { Handler, Routes } from '../context.ts';
import { addOwned, changeOwned } from '../customers/index.ts';
import { followUpsOf, rowToFollowUp } from './follow-ups.repo.ts';

const listFollowUps: Handler<'followUps.list'> = ({ book }, { customerId, limit }) => ok(followUpsOf(book, customerId, limit));

const getFollowUp: Handler<'followUps.get'> = ({ book }, { id }) => {
  const row = book.rows.get('followUp', id);
  return row && row.deletedAt === null ? ok(rowToFollowUp(row)) : err('record.missing', { entity: 'followUp', id });
};

const createFollowUp: Handler<'followUps.create'> = (ctx, input) => {
  const row = addOwned(ctx, 'followUp', 'followUps.create', input);
  return row ? ok(rowToFollowUp(row)) : err('record.missing', { entity: 'customer', id: input.customerId });
};

const updateFollowUp: Handler<'followUps.update'> = (ctx, { id, patch }) => {
  const row = changeOwned(ctx, 'followUp', 'followUps.update', id, patch);
  return row ? ok(rowToFollowUp(row)) : err('record.missing', { entity: 'followUp', id });
};

const removeFollowUp: Handler<'followUps.remove'> = (ctx, { id }) =>
  changeOwned(ctx, 'followUp', 'followUps.remove', id, null) ? ok({}) : err('record.missing', { entity: 'followUp', id });

export const followUpRoutes: Routes<keyof typeof followUpMethods> = {
  'followUps.list': listFollowUps,
  'followUps.get': getFollowUp,
  'followUps.create': createFollowUp,
  'followUps.update': updateFollowUp,
  'followUps.remove': removeFollowUp,
};

export { followUpsOf, nextStepOf, openComplaints, rowToFollowUp } from './follow-ups.repo.ts';
