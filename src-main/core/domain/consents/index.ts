/** Notice and consent: dated entries of a customer; where they stand is a fact beside the customer (changes/facts). */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { consentMethods } from '../../../../shared/modules/consents.ts';
import { idsOf, startBulk } from '../bulk/index.ts';
import type { Handler, Routes } from '../context.ts';
import { addOwned, changeOwned } from '../customers/index.ts';
import { consentsOf, recentScopes, rowToConsent } from './consents.repo.ts';

const missing = (id: number) => err('record.missing', { entity: 'consent', id });

const listConsents: Handler<'consents.list'> = ({ book }, { customerId, limit }) => ok(consentsOf(book, customerId, limit));

const listScopes: Handler<'consents.scopes'> = ({ book }) => ok({ scopes: recentScopes(book.db) });

const createConsent: Handler<'consents.create'> = (ctx, input) => {
  const row = addOwned(ctx, 'consent', 'consents.create', input);
  return row ? ok(rowToConsent(ctx.book.db, row)) : err('record.missing', { entity: 'customer', id: input.customerId });
};

const updateConsent: Handler<'consents.update'> = (ctx, { id, patch }) => {
  const row = changeOwned(ctx, 'consent', 'consents.update', id, patch);
  return row ? ok(rowToConsent(ctx.book.db, row)) : missing(id);
};

const removeConsent: Handler<'consents.remove'> = (ctx, { id }) => (changeOwned(ctx, 'consent', 'consents.remove', id, null) ? ok({}) : missing(id));

const addMany: Handler<'consents.addMany'> = async (ctx, { selection, ...entry }) => {
  const ids = idsOf(ctx.book, selection);
  return ok(await startBulk(ctx, { action: { kind: 'consents.addMany', facts: { count: ids.length } }, change: { kind: 'consent', entry }, ids }));
};

export const consentRoutes: Routes<keyof typeof consentMethods> = {
  'consents.list': listConsents,
  'consents.scopes': listScopes,
  'consents.create': createConsent,
  'consents.update': updateConsent,
  'consents.remove': removeConsent,
  'consents.addMany': addMany,
};

export { consentsOf } from './consents.repo.ts';
