/** Entry of the loopback host: `main.ts [--no-open] [--port N] [--data-dir DIR] [--idle-minutes N] [--lang zh-CN|en] [--clock 2027-02-05T08:00]`. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { defaultDataDir, systemLanguage } from '../common/data-dir.ts';
import { runLoopback } from './run.ts';

const USAGE = 'main.ts [--no-open] [--port N] [--data-dir DIR] [--idle-minutes N] [--lang zh-CN|en] [--clock 2027-02-05T08:00]\n';

function readArgs(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: { 'no-open': { type: 'boolean' }, port: { type: 'string' }, 'data-dir': { type: 'string' }, 'idle-minutes': { type: 'string' }, lang: { type: 'string' }, clock: { type: 'string' } },
  });
  if (values.clock !== undefined) shiftClock(values.clock);
  const port = Number(values.port ?? 0);
  const idleMinutes = Number(values['idle-minutes'] ?? 30);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError('--port: 0 … 65535');
  if (!(idleMinutes >= 0)) throw new TypeError('--idle-minutes: 0 …');
  const language = values.lang === 'en' || values.lang === 'zh-CN' ? values.lang : systemLanguage();
  const dataDir = values['data-dir'] === undefined ? defaultDataDir() : resolve(values['data-dir']);
  return { port, idleMinutes, language, dataDir, open: values['no-open'] !== true };
}

/** For developers: the program, and every process it starts, lives so far from now; not the browser. */
function shiftClock(to: string): void {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(to) ? new Date(to).getTime() : NaN;
  if (Number.isNaN(at)) throw new TypeError('--clock: 2027-02-05T08:00');
  process.env['REGULARS_CLOCK_SHIFT'] = String(at - Date.now());
}

try {
  const code = await runLoopback(readArgs(process.argv.slice(2)));
  process.exit(code);
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
