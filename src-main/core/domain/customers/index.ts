import type { customerMethods } from '../../../../shared/modules/customers.ts';
import type { tagMethods } from '../../../../shared/modules/tags.ts';
import type { Routes } from '../context.ts';
import {
  createCustomer,
  customerDuplicates,
  getCustomer,
  listCustomers,
  removeCustomers,
  restoreCustomers,
  searchCustomers,
  tagCustomers,
  updateCustomer,
  verifyCustomers,
} from './customers.service.ts';
import { confirmValue } from './review.ts';
import { customerFacets } from './facets.ts';
import { foundCustomers } from './found.ts';
import { sayNotSame } from './not-same.ts';
import { createTag, listTags, removeTag, updateTag } from './tags.service.ts';

export const customerRoutes: Routes<keyof typeof customerMethods> = {
  'customers.list': listCustomers,
  'customers.facets': customerFacets,
  'customers.get': getCustomer,
  'customers.create': createCustomer,
  'customers.update': updateCustomer,
  'customers.remove': removeCustomers,
  'customers.restore': restoreCustomers,
  'customers.tag': tagCustomers,
  'customers.verify': verifyCustomers,
  'customers.confirm': confirmValue,
  'customers.notSame': sayNotSame,
  'customers.duplicates': customerDuplicates,
  'customers.search': searchCustomers,
  'customers.found': foundCustomers,
};

export const tagRoutes: Routes<keyof typeof tagMethods> = {
  'tags.list': listTags,
  'tags.create': createTag,
  'tags.update': updateTag,
  'tags.remove': removeTag,
};

export { keepIds, keepRows, quietIds, type Kept } from './do-not-contact.ts';
export { findCustomer, findCustomers, rowToCustomer, showCustomer, stageOf } from './customers.repo.ts';
export { prepareDraft, preparePatch } from './customers.rules.ts';
export { chosenIds } from './selection.ts';
export { findDuplicates } from './duplicates.ts';
export { changeMany, selectedIds } from './selection.ts';
export { addOwned, changeOwned } from './owned.ts';
