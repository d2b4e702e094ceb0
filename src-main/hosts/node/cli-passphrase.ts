/** Where the passphrase comes from: a file, standard input, or the keyboard without an echo. Never the command line. */
import { readFile } from 'node:fs/promises';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { UsageError } from './cli-args.ts';
import type { Invocation } from './cli-args.ts';
import type { CliTexts } from './cli-texts.ts';

const MAX_CHARS = 1024;

/** The secret as typed; one line break at its end belongs to the file, not to it. Asks twice when `isNew`. */
export async function readPassphrase(call: Invocation, texts: CliTexts, isNew: boolean): Promise<string> {
  const file = call.text('passphrase-file');
  const fromStdin = call.flag('passphrase-stdin');
  if (file !== undefined && fromStdin) throw new UsageError('twoPassphrases');
  if (file !== undefined) return checked(await readSecretFile(call.path(file)));
  if (fromStdin) return checked(await readAll(process.stdin));
  if (!process.stdin.isTTY) throw new UsageError('noPassphrase');
  const label = call.flag('recovery') ? texts.prompt.recovery : isNew ? texts.prompt.newPassphrase : texts.prompt.passphrase;
  const typed = checked(await promptHidden(label));
  if (isNew && (await promptHidden(texts.prompt.again)) !== typed) throw new UsageError('passphraseMismatch');
  return typed;
}

/** The password or key of a server that keeps backups: of a file, or typed without an echo. */
export async function readServerSecret(call: Invocation, texts: CliTexts): Promise<string> {
  const file = call.text('secret-file');
  if (file !== undefined) return checked(await readSecretFile(call.path(file)));
  if (!process.stdin.isTTY) throw new UsageError('noSecret');
  return checked(await promptHidden(texts.prompt.secret));
}

async function readSecretFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AppFailure(code === 'EACCES' || code === 'EPERM' ? 'disk.denied' : 'file.missing', { file: path });
  }
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  let total = 0;
  for await (const piece of stream) {
    total += piece.length;
    if (total > MAX_CHARS * 4 + 2) throw new UsageError('emptyPassphrase');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function checked(secret: string): string {
  const bare = secret.replace(/\r?\n$/, '');
  if (bare === '' || bare.length > MAX_CHARS) throw new UsageError('emptyPassphrase');
  return bare;
}

/** Reads one line in raw mode, so that the terminal shows nothing; Ctrl+C ends the program as usual. */
function promptHidden(label: string): Promise<string> {
  const { stdin } = process;
  process.stderr.write(label);
  return new Promise((resolve) => {
    let typed = '';
    const end = () => {
      stdin.setRawMode(false).pause();
      stdin.off('data', onData);
      process.stderr.write('\n');
    };
    const onData = (data: string) => {
      for (const char of data) {
        if (char === '\r' || char === '\n' || char === '\u0004') {
          end();
          resolve(typed);
          return;
        }
        if (char === '\u0003') {
          end();
          process.kill(process.pid, 'SIGINT');
          return;
        }
        if (char === '\u007f' || char === '\b') typed = [...typed].slice(0, -1).join('');
        else if (char >= ' ') typed += char;
      }
    };
    stdin.setEncoding('utf8').setRawMode(true).resume().on('data', onData);
  });
}
