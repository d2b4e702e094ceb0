/** Settings kept in the book: one JSON value per key, defaults by preset and language. */
import { bookSettingsSchema, FIRST_COLUMNS } from '../../../../shared/modules/system.ts';
import type { BookSettings } from '../../../../shared/modules/system.ts';
import type { Language, Preset } from '../../../../shared/modules/words.ts';
import { ok } from '../../../../shared/kernel/result.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import { DEFAULT_REMINDER_SETTINGS } from '../../../../shared/modules/reminders.ts';
import { DEFAULT_RFM_RULES } from '../../../../shared/modules/rfm.ts';
import type { Db } from '../../database/open.ts';
import { isSealed, ownerOnlyIds, ownerSealOf } from '../../changes/sealed-values.ts';
import { write } from '../../changes/write.ts';
import type { Handler, OpenBook, Routes } from '../context.ts';
import { followCurrency } from './currency.ts';
import { presetStages, presetWords } from './presets.ts';
import { allSettings, dropSetting, getSetting, putSetting, saveSettings } from './settings.repo.ts';

/** What a new book starts with. */
export function defaultSettings(book: { name: string; language: Language; kind: BookSettings['kind']; preset: Preset }): BookSettings {
  const { sources, grades } = presetWords(book.preset, book.language);
  return {
    name: book.name,
    language: book.language,
    kind: book.kind,
    autoLockMinutes: 10,
    sources,
    grades,
    currency: book.preset === 'trade' ? 'USD' : 'CNY',
    standards: {},
    // The best customers every quarter, everybody else every half year.
    verifyDays: { default: 180, byGrade: grades[0] === undefined ? {} : { [grades[0]]: 90 } },
    contactDays: { byGrade: grades[0] === undefined ? {} : { [grades[0]]: 30 } },
    listColumns: Object.entries(FIRST_COLUMNS)
      .filter(([field]) => field !== 'company' || book.kind !== 'individual')
      .map(([field, width]) => ({ field, width })),
    stages: presetStages(book.preset),
    reminders: DEFAULT_REMINDER_SETTINGS,
    rfm: DEFAULT_RFM_RULES,
    listSort: null,
  };
}

/** The book's settings; a value that cannot be read any more falls back to its default. */
export function readSettings(db: Db): BookSettings {
  const stored = allSettings(db);
  const whole = bookSettingsSchema.safeParse(stored);
  if (whole.success) return whole.data;
  const fallback = defaultSettings({ name: 'Regulars', language: 'zh-CN', kind: 'both', preset: 'general' });
  const shape = bookSettingsSchema.shape;
  const parts = Object.keys(shape).flatMap((key) => {
    const parsed = shape[key as keyof typeof shape].safeParse(stored[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return { ...fallback, ...(Object.fromEntries(parts) as Partial<BookSettings>) };
}

const getSettings: Handler<'settings.get'> = ({ book }) => ok(readSettings(book.db));

/** Settings are not customers' data: they are written in one transaction, without history. */
const setSettings: Handler<'settings.set'> = ({ book, actor }, values) => {
  const action = { kind: 'settings.set', actor, origin: 'local' as const };
  const before = bookCurrency(book.db);
  const { value: isOther } = write(book.write, action, (w) => {
    saveSettings(w.db, values);
    return followCurrency(w, before);
  });
  if (isOther) book.derived.rebuild();
  announce(book, isOther ? ['settings', 'field'] : ['settings']);
  return ok(readSettings(book.db));
};

function announce(book: OpenBook, entities: readonly string[]): void {
  book.emit({ type: 'data.changed', entities, ids: null, origin: 'local' });
}

/** What is half typed belongs to whoever types it. */
const draftKey = (form: string, actor: string) => (actor === 'owner' ? `draft:${form}` : `draft:${form}:${actor}`);

const getDraft: Handler<'drafts.get'> = ({ book, actor }, { form }) => {
  const text = getSetting(book.db, draftKey(form, actor));
  const opened = isSealed(text) ? ownerSealOf(book.db)?.open(text) : text;
  return ok({ text: typeof opened === 'string' ? opened : null });
};

/** What the owner is typing may hold values nobody else sees. The `0`: of no field. */
function closedDraft(db: Db, text: string): string {
  return (ownerOnlyIds(db).size > 0 ? ownerSealOf(db)?.seal(0, text) : null) ?? text;
}

/** Not a change of the book's data: no log, no undo, gone when the form is saved. */
const setDraft: Handler<'drafts.set'> = ({ book, actor }, { form, text }) => {
  if (text === null) dropSetting(book.db, draftKey(form, actor));
  else putSetting(book.db, draftKey(form, actor), closedDraft(book.db, text));
  return ok({});
};

export const settingsRoutes: Routes<'settings.get' | 'settings.set' | 'drafts.get' | 'drafts.set'> = {
  'settings.get': getSettings,
  'settings.set': setSettings,
  'drafts.get': getDraft,
  'drafts.set': setDraft,
};
export { followCurrency } from './currency.ts';
export { getSetting, putSetting, saveSettings };
