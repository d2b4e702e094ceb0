import { actions } from './actions.ts';
import { customers } from './customers.ts';
import { errors } from './errors.ts';
import { fields } from './fields.ts';
import { palette } from './palette.ts';
import { profile } from './profile.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { transfer } from './transfer.ts';
import { ui } from './ui.ts';

export const zhCN = { actions, customers, errors, fields, palette, profile, session, settings, transfer, ui } as const;
