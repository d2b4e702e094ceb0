/** All methods of the program, and the types every client and the router derive from them. */
import { auditMethods } from '../modules/audit.ts';
import { attachmentMethods } from '../modules/attachments.ts';
import { backupMethods } from '../modules/backup.ts';
import { bringBackMethods } from '../modules/bring-back.ts';
import { bulkMethods } from '../modules/bulk.ts';
import { calendarMethods } from '../modules/calendar.ts';
import { careMethods } from '../modules/care.ts';
import { checkUpMethods } from '../modules/check-up.ts';
import { consentMethods } from '../modules/consents.ts';
import { customerMethods } from '../modules/customers.ts';
import { tagMethods } from '../modules/tags.ts';
import { fieldMethods } from '../modules/custom-fields.ts';
import { followUpMethods } from '../modules/follow-ups.ts';
import { giftMethods } from '../modules/gifts.ts';
import { greetingMethods } from '../modules/greetings.ts';
import { holidayMethods } from '../modules/holidays.ts';
import { historyMethods } from '../modules/history.ts';
import { numberingMethods } from '../modules/numbering.ts';
import { lifecycleMethods } from '../modules/lifecycle.ts';
import { movingMethods } from '../modules/moving.ts';
import { outputMethods } from '../modules/outputs.ts';
import { paymentMethods } from '../modules/payments.ts';
import { peopleMethods } from '../modules/people.ts';
import { privacyMethods } from '../modules/privacy.ts';
import { productMethods } from '../modules/products.ts';
import { rateMethods } from '../modules/rates.ts';
import { relationMethods } from '../modules/relations.ts';
import { reminderMethods } from '../modules/reminders.ts';
import { repairMethods } from '../modules/repair.ts';
import { saleImportMethods } from '../modules/sale-import.ts';
import { saleMethods } from '../modules/sales.ts';
import { segmentMethods } from '../modules/segments.ts';
import { sessionMethods } from '../modules/session.ts';
import { systemMethods } from '../modules/system.ts';
import { taskMethods } from '../modules/tasks.ts';
import { timelineMethods } from '../modules/timeline.ts';
import { transferMethods } from '../modules/transfer.ts';
import { viewMethods } from '../modules/views.ts';
import { visitMethods } from '../modules/visits.ts';
import type { AppError, Result } from '../kernel/result.ts';
import type { InputOf, OutputOf, ParsedInputOf } from './define.ts';

export const contract = {
  ...sessionMethods,
  ...customerMethods,
  ...tagMethods,
  ...lifecycleMethods,
  ...segmentMethods,
  ...viewMethods,
  ...bulkMethods,
  ...numberingMethods,
  ...fieldMethods,
  ...productMethods,
  ...saleMethods,
  ...saleImportMethods,
  ...paymentMethods,
  ...rateMethods,
  ...followUpMethods,
  ...relationMethods,
  ...attachmentMethods,
  ...consentMethods,
  ...giftMethods,
  ...greetingMethods,
  ...timelineMethods,
  ...taskMethods,
  ...careMethods,
  ...reminderMethods,
  ...holidayMethods,
  ...calendarMethods,
  ...visitMethods,
  ...historyMethods,
  ...peopleMethods,
  ...privacyMethods,
  ...auditMethods,
  ...checkUpMethods,
  ...transferMethods,
  ...outputMethods,
  ...movingMethods,
  ...backupMethods,
  ...bringBackMethods,
  ...repairMethods,
  ...systemMethods,
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
/** What a caller writes (defaults may be left out). */
export type Input<M extends MethodName> = InputOf<Contract[M]>;
/** What a handler gets (defaults filled in). */
export type Parsed<M extends MethodName> = ParsedInputOf<Contract[M]>;
export type Output<M extends MethodName> = OutputOf<Contract[M]>;
export type Reply<M extends MethodName> = Result<Output<M>, AppError>;

/** True for a name of the contract, and for nothing inherited. */
export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(contract, name);
}
