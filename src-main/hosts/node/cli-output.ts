/** What the command line writes: one JSON document or text on standard output, everything passing on standard error. */
import type { CliTexts } from './cli-texts.ts';

/** Columns a text takes in a terminal: East Asian wide characters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    if (/\p{Mark}|\p{Default_Ignorable_Code_Point}/u.test(char)) continue;
    width += /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3fffd}]/u.test(char) ? 2 : 1;
  }
  return width;
}

const MAX_CELL = 40;

/** Rows under headings, columns aligned however wide the characters are. Line breaks and control characters become blanks. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((row) => row.map(cell));
  const widths = headings.map((_heading, i) => Math.max(...lines.map((line) => displayWidth(line[i] ?? ''))));
  return lines.map((line) => line.map((text, i) => text + ' '.repeat(i === line.length - 1 ? 0 : (widths[i] ?? 0) - displayWidth(text))).join('  ').trimEnd()).join('\n');
}

/** A terminal obeys control characters: data of strangers must not contain any. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is being removed
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

function cell(text: string): string {
  const clean = printable(text);
  if (displayWidth(clean) <= MAX_CELL) return clean;
  let short = '';
  for (const char of clean) {
    if (displayWidth(short + char) >= MAX_CELL) break;
    short += char;
  }
  return `${short}…`;
}

/** Writes and waits, so that a long document is whole before the process ends. A closed pipe (`| head`) is no error. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.once('error', () => resolve());
    process.stdout.write(text, () => resolve());
  });
}

export interface Progress {
  show(phase: string, done: number, total: number | null): void;
  end(): void;
}

/** One line on standard error, rewritten in place on a terminal, else one line per tenth. */
export function createProgress(texts: CliTexts): Progress {
  const tty = process.stderr.isTTY === true;
  let lastStep = '';
  let shown = false;
  return {
    show(phase, done, total) {
      const phases: Readonly<Record<string, string>> = texts.phases;
      const percent = total ? Math.min(100, Math.floor((done / total) * 100)) : null;
      const line = `${phases[phase] ?? phase} ${done}${total === null ? '' : ` / ${total} (${percent}%)`}`;
      if (tty) process.stderr.write(`\r\u001b[K${line}`);
      else {
        const step = `${phase}${percent === null ? '' : Math.floor(percent / 10)}`;
        if (step !== lastStep) process.stderr.write(`${line}\n`);
        lastStep = step;
      }
      shown = true;
    },
    end() {
      if (tty && shown) process.stderr.write('\r\u001b[K');
    },
  };
}
