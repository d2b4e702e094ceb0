import type { activityMethods } from '../../../../shared/modules/activity.ts';
import type { Routes } from '../context.ts';
import {
  createFollowUp,
  createSale,
  listFollowUps,
  listSales,
  removeFollowUp,
  removeSale,
  updateFollowUp,
  updateSale,
} from './activity.service.ts';

export const activityRoutes: Routes<keyof typeof activityMethods> = {
  'followUps.list': listFollowUps,
  'followUps.create': createFollowUp,
  'followUps.update': updateFollowUp,
  'followUps.remove': removeFollowUp,
  'sales.list': listSales,
  'sales.create': createSale,
  'sales.update': updateSale,
  'sales.remove': removeSale,
};
