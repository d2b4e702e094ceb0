/** Folders that the benchmark makes once and keeps: only as long as the schema is the one they were made with. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultMigrationsDir, loadMigrations } from '../../src-main/core/database/migrate.ts';

const fileOf = (dir: string) => join(dir, 'complete');
const schema = () => createHash('sha256').update(loadMigrations(defaultMigrationsDir()).map(({ hash }) => hash).join()).digest('hex');

/** The note that `keep` left; `null`, and an empty folder, when it has to be made. */
export function keptNote(dir: string): string | null {
  if (existsSync(fileOf(dir))) {
    const { made, note } = JSON.parse(readFileSync(fileOf(dir), 'utf8')) as { made: string; note: string };
    if (made === schema()) return note;
  }
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  return null;
}

/** Says that the folder is whole. */
export function keep(dir: string, note = ''): void {
  writeFileSync(fileOf(dir), JSON.stringify({ made: schema(), note }));
}

/** Has the folder made anew at the next run. */
export function spoil(dir: string): void {
  rmSync(fileOf(dir));
}
