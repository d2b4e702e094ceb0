/** What the book says about sales: number patterns, and up to which day it is closed. Kept among the settings. */
import type { Db } from '../../database/open.ts';

export interface SaleSettings {
  readonly pattern: string;
  readonly refundPattern: string;
  readonly closedUntil: string | null;
}

const KEYS = { pattern: 'sales.pattern', refundPattern: 'sales.refundPattern', closedUntil: 'sales.closedUntil' } as const;
const DEFAULTS: SaleSettings = { pattern: 'XS{yyyy}{MM}{dd}-{###}', refundPattern: 'TK{yyyy}{MM}{dd}-{###}', closedUntil: null };

function read(db: Db, key: string): string | null {
  const text = db.raw.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck().get(key);
  const value: unknown = text === undefined ? null : JSON.parse(text);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The settings, defaults where nothing was set. */
export function getSaleSettings(db: Db): SaleSettings {
  return {
    pattern: read(db, KEYS.pattern) ?? DEFAULTS.pattern,
    refundPattern: read(db, KEYS.refundPattern) ?? DEFAULTS.refundPattern,
    closedUntil: getClosedUntil(db),
  };
}

/** The last day of the closed period, or `null`. */
export function getClosedUntil(db: Db): string | null {
  return read(db, KEYS.closedUntil);
}

/** Stores the named ones; must run inside `write`. */
export function putSaleSettings(db: Db, values: Partial<SaleSettings>): void {
  const put = db.raw.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries(values)) put.run(KEYS[name as keyof SaleSettings], JSON.stringify(value));
}
