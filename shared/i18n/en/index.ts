import { actions } from './actions.ts';
import { customFields } from './custom-fields.ts';
import { customers } from './customers.ts';
import { errors } from './errors.ts';
import { fields } from './fields.ts';
import { palette } from './palette.ts';
import { portrait } from './portrait.ts';
import { privacy } from './privacy.ts';
import { profile } from './profile.ts';
import { saleImport } from './sale-import.ts';
import { sales } from './sales.ts';
import { segments } from './segments.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { transfer } from './transfer.ts';
import { ui } from './ui.ts';
import { views } from './views.ts';

export const en = { actions, customFields, customers, errors, fields, palette, portrait, privacy, profile, saleImport, sales, segments, session, settings, transfer, ui, views } as const;
