/** Collects figures beside their limits; sections are kept in the repository beside RESULTS.md, so that one can be measured again alone, on any checkout. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, machine, ms, spreadOf } from './stats.ts';

interface Figure {
  readonly goal: string;
  readonly what: string;
  readonly value: string;
  readonly bar: string;
  readonly met: boolean | null;
  readonly detail: string;
}

interface Section {
  readonly rows: number;
  readonly name: string;
  readonly date: string;
  readonly load: string;
  readonly figures: readonly Figure[];
  readonly parts: readonly string[];
}

/** Order of the sections in RESULTS.md. */
export const SECTIONS = ['p1', 'p2', 'p3', 'p7', 'p8', 'p11', 'p12', 'p13', 'p14', 'p15', 'p16', 'p18', 'p17', 'p-window'] as const;

export class Report {
  private readonly figures: Figure[] = [];
  private readonly parts: string[] = [];

  /** A figure with its bar. `met` null: nothing to compare with. */
  figure(goal: string, what: string, value: string, bar: string, met: boolean | null, detail: string): void {
    this.figures.push({ goal, what, value, bar, met, detail });
    const mark = met === null ? '  ' : met ? 'ok' : 'NO';
    process.stdout.write(`${mark}  ${goal}  ${what}: ${value} (bar ${bar}) ${detail}\n`);
  }

  /** Percentiles of milliseconds, for the reader. */
  line(what: string, values: readonly number[]): void {
    const s = spreadOf(values);
    this.note(`${what}: p50 ${ms(s.p50)}, p95 ${ms(s.p95)}, p99 ${ms(s.p99)}, max ${ms(s.max)} ms (n = ${s.n})`);
  }

  note(text: string): void {
    this.parts.push(`- ${text}`);
    process.stdout.write(`    ${text}\n`);
  }

  table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
    const lines = [head, head.map(() => '---'), ...rows].map((r) => `| ${r.join(' | ')} |`);
    this.parts.push(`\n**${title}**\n\n${lines.join('\n')}\n`);
    process.stdout.write(`    ${title}\n${rows.map((r) => `      ${r.join('  ')}`).join('\n')}\n`);
  }

  /** Keeps what was collected as the section of this name and size. */
  save(rows: number, name: string): void {
    mkdirSync(KEPT, { recursive: true });
    const section: Section = { rows, name, date: new Date().toISOString().slice(0, 16), load: load(), figures: this.figures, parts: this.parts };
    writeFileSync(fileOf(rows, name), `${JSON.stringify(section, null, 1)}\n`);
  }
}

const KEPT = fileURLToPath(new URL('results', import.meta.url));
const fileOf = (rows: number, name: string) => join(KEPT, `${rows}-${name}.json`);

/** Writes RESULTS.md of all sections kept. */
export function writeResults(path: string): void {
  const sizes = [...new Set(readdirSync(KEPT).map((file) => Number(file.split('-')[0])))].sort((a, b) => a - b);
  const head = [
    '# Benchmark results\n',
    'Written by `npm run bench`. Each figure stands beside its bar; limits are measured in the same run.\n',
    `Machine: ${machine()}. It is shared: compare ratios, and mind the load average of each section (quiet is below 2).`,
    'Data: generated, seed 20261122 (`tests/bench/generate.ts`), 22 columns. All files encrypted unless said otherwise.\n',
  ];
  const parts = sizes.map((rows) => {
    const sections = SECTIONS.map((name) => fileOf(rows, name)).filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Section);
    return sizeText(rows, sections);
  });
  writeFileSync(path, [...head, ...parts].join('\n'));
}

function sizeText(rows: number, sections: readonly Section[]): string {
  const figures = sections.flatMap((s) => s.figures);
  return [
    `## ${rows.toLocaleString('en')} customers\n`,
    '| goal | figure | measured | bar | met | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...figures.map((f) => `| ${f.goal} | ${f.what} | **${f.value}** | ${f.bar} | ${f.met === null ? '' : f.met ? 'yes' : 'no'} | ${f.detail.replaceAll('|', '\\|')} |`),
    '',
    ...sections.flatMap((s) => [`### ${s.name.toUpperCase()} (${s.date.replace('T', ' ')} UTC, load ${s.load})\n`, ...s.parts, '']),
  ].join('\n');
}
