/** The loopback host as a program: address on the terminal, browser, Ctrl+C. Used by `npm start` and `regulars serve`. */
import { spawn } from 'node:child_process';
import type { Language } from '../../../shared/modules/words.ts';
import { fill, hostTexts } from '../common/texts.ts';
import { keepLoopback } from './keeper.ts';

export interface RunOptions {
  readonly dataDir: string;
  readonly language: Language;
  readonly port: number;
  readonly open: boolean;
  readonly idleMinutes: number;
}

/** Runs until Ctrl+C, a request to end, or long disuse. Answers the exit code. */
export async function runLoopback(options: RunOptions): Promise<number> {
  const texts = hostTexts(options.language);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  let finish: (reason: 'signal' | 'idle') => void = () => undefined;
  const finished = new Promise<'signal' | 'idle'>((resolve) => (finish = resolve));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => finish('signal'));
  const host = await keepLoopback({ ...options, automaticBackups: true, onIdle: () => finish('idle') }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') process.stderr.write(`${texts.noWindow}\n`);
    else if (error.code === 'EADDRINUSE') process.stderr.write(`${fill(texts.portTaken, { port: options.port })}\n`);
    else throw error;
    return null;
  });
  if (host === null) return 1;
  const url = host.launchUrl();
  say(fill(texts.running, { url }));
  say(process.stdin.isTTY ? texts.stopHint : texts.stopHintPlain);
  if (options.open) openInBrowser(url);
  if (process.stdin.isTTY) process.stdin.on('data', () => say(fill(texts.running, { url: host.launchUrl() }))).unref();
  const reason = await finished;
  await host.close();
  say(reason === 'idle' ? fill(texts.idle, { minutes: options.idleMinutes }) : texts.stopped);
  return 0;
}

/** Hands the address to the system's browser; the printed line is there when there is none. */
function openInBrowser(url: string): void {
  const [command, args]: [string, string[]] =
    process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', url]] : ['xdg-open', [url]];
  spawn(command, args, { stdio: 'ignore', detached: true }).once('error', () => undefined).unref();
}
