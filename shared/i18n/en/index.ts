import { actions } from './actions.ts';
import { customers } from './customers.ts';
import { errors } from './errors.ts';
import { fields } from './fields.ts';
import { palette } from './palette.ts';
import { portrait } from './portrait.ts';
import { profile } from './profile.ts';
import { sales } from './sales.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { transfer } from './transfer.ts';
import { ui } from './ui.ts';

export const en = { actions, customers, errors, fields, palette, portrait, profile, sales, session, settings, transfer, ui } as const;
