/** Values that look wrong: which of them were said to be right all the same, and why. */
import { z } from 'zod';
import { fieldDef, type FieldDef } from './fields.ts';

/** Holds for this value of the field only; `on`: the day it was said. */
export const confirmationSchema = z.object({ field: z.string(), value: z.string(), reason: z.string(), on: z.string() });
export type Confirmation = z.output<typeof confirmationSchema>;

/** Kept with the customer, changed by methods of its own only. */
export const confirmedField: FieldDef = fieldDef('confirmed', 'list', 20_000, { editable: false, importable: false });
