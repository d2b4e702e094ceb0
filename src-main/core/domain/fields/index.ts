import type { fieldMethods } from '../../../../shared/modules/custom-fields.ts';
import type { Routes } from '../context.ts';
import { addPreset } from './preset.service.ts';
import { arrangeFields, createField, listFields, removeField, updateField } from './fields.service.ts';
import { checkFormula, formulaNames } from './formulas.service.ts';

/** All but those that read imported texts (operations/transfer) or rewrite history (operations/owner-only). */
export const fieldRoutes: Routes<Exclude<keyof typeof fieldMethods, 'fields.extras' | 'fields.fromExtra' | 'fields.setOwnerOnly'>> = {
  'fields.list': listFields,
  'fields.create': createField,
  'fields.update': updateField,
  'fields.remove': removeField,
  'fields.arrange': arrangeFields,
  'fields.addPreset': addPreset,
  'fields.check': checkFormula,
  'fields.names': formulaNames,
};

export { addPresetFields, createField, fieldRow, need, updateField, whyNotOwnerOnly } from './fields.service.ts';
export { findField, listedFields } from './fields.repo.ts';
export { CLOSED, customShower, mergeCustom, shownCustom } from '../custom-values.ts';
