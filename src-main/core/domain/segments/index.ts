import type { segmentMethods } from '../../../../shared/modules/segments.ts';
import type { Routes } from '../context.ts';
import { changeMembers, countQuery, countSegments, createSegment, listSegments, removeSegment, segmentsOfCustomer, updateSegment } from './segments.service.ts';

export const segmentRoutes: Routes<keyof typeof segmentMethods> = {
  'segments.list': listSegments,
  'segments.count': countQuery,
  'segments.counts': countSegments,
  'segments.create': createSegment,
  'segments.update': updateSegment,
  'segments.remove': removeSegment,
  'segments.members': changeMembers,
  'segments.of': segmentsOfCustomer,
};
export { allSegments } from './segments.repo.ts';
