/** SQL of settings: one JSON value per key. */
import { eq } from 'drizzle-orm';
import type { BookSettings } from '../../../../shared/modules/system.ts';
import type { Db } from '../../database/open.ts';
import { setting } from '../../database/schema/system.ts';

/** Writes settings as they are; used at creation and by `settings.set`. */
export function saveSettings(db: Db, values: Partial<BookSettings>): void {
  for (const [key, value] of Object.entries(values)) putSetting(db, key, value);
}

export function putSetting(db: Db, key: string, value: unknown): void {
  const text = JSON.stringify(value);
  db.orm.insert(setting).values({ key, value: text }).onConflictDoUpdate({ target: setting.key, set: { value: text } }).run();
}

/** One value as it was stored, or `null`. */
export function getSetting(db: Db, key: string): unknown {
  const row = db.orm.select().from(setting).where(eq(setting.key, key)).get();
  return row ? (JSON.parse(row.value) as unknown) : null;
}

export function dropSetting(db: Db, key: string): void {
  db.orm.delete(setting).where(eq(setting.key, key)).run();
}

/** Everything stored, by key. */
export function allSettings(db: Db): Record<string, unknown> {
  return Object.fromEntries(db.orm.select().from(setting).all().map((r) => [r.key, JSON.parse(r.value) as unknown]));
}
