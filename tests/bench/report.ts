/** Collects figures beside their limits and writes them down. */
import { writeFileSync } from 'node:fs';
import { load, machine, ms, spreadOf } from './stats.ts';

interface Figure {
  readonly goal: string;
  readonly what: string;
  readonly value: string;
  readonly bar: string;
  readonly met: boolean | null;
  readonly detail: string;
}

export class Report {
  readonly figures: Figure[] = [];
  private readonly parts: string[] = [];
  private readonly rows: number;

  constructor(rows: number) {
    this.rows = rows;
  }

  /** A figure with its bar. `met` null: nothing to compare with. */
  figure(goal: string, what: string, value: string, bar: string, met: boolean | null, detail: string): void {
    this.figures.push({ goal, what, value, bar, met, detail });
    const mark = met === null ? '  ' : met ? 'ok' : 'NO';
    process.stdout.write(`${mark}  ${goal}  ${what}: ${value} (bar ${bar}) ${detail}\n`);
  }

  /** Percentiles of milliseconds, for the reader. */
  line(what: string, values: readonly number[]): void {
    const s = spreadOf(values);
    const text = `${what}: p50 ${ms(s.p50)}, p95 ${ms(s.p95)}, p99 ${ms(s.p99)}, max ${ms(s.max)} ms (n = ${s.n})`;
    this.parts.push(`- ${text}`);
    process.stdout.write(`    ${text}\n`);
  }

  note(text: string): void {
    this.parts.push(`- ${text}`);
    process.stdout.write(`    ${text}\n`);
  }

  table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
    const lines = [head, head.map(() => '---'), ...rows].map((r) => `| ${r.join(' | ')} |`);
    this.parts.push(`\n### ${title}\n\n${lines.join('\n')}\n`);
    process.stdout.write(`    ${title}\n${rows.map((r) => `      ${r.join('  ')}`).join('\n')}\n`);
  }

  /** The section of this size in RESULTS.md. */
  text(): string {
    const rows = this.figures.map((f) => `| ${f.goal} | ${f.what} | **${f.value}** | ${f.bar} | ${f.met === null ? '' : f.met ? 'yes' : 'no'} | ${f.detail} |`);
    return [
      `## ${this.rows.toLocaleString('en')} customers\n`,
      '| goal | figure | measured | bar | met | |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
      '',
      ...this.parts,
      '',
    ].join('\n');
  }
}

/** Writes RESULTS.md: one section per size that was run. */
export function writeResults(path: string, reports: readonly Report[], command: string): void {
  const head = [
    '# Benchmark results\n',
    `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)}.`,
    `Machine: ${machine()}; load average at the end ${load()} (a shared machine: compare the ratios, whose two sides are measured in the same run).`,
    'Data: generated, seed 20261122 (tests/bench/generate.ts). All files encrypted unless said otherwise.\n',
  ];
  writeFileSync(path, [...head, ...reports.map((r) => r.text())].join('\n'));
}
