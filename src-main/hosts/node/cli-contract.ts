/** `methods`, `call` and `serve`: the whole contract for scripts, and the window in a browser. */
import { z } from 'zod';
import { contract, isMethodName } from '../../../shared/contract/index.ts';
import type { MethodDef } from '../../../shared/contract/define.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { openShelf } from '../../core/app/shelf.ts';
import { runLoopback } from '../loopback/run.ts';
import { UsageError, wholeNumber } from './cli-args.ts';
import { finished, valueOf, withBook } from './cli-session.ts';
import type { Answer, CliContext } from './cli-session.ts';

/** Every method with the JSON schema of its input and output. */
export function runMethods(): Answer {
  const methods = Object.entries<MethodDef>(contract).map(([name, def]) => ({
    name,
    kind: def.kind,
    access: def.access,
    about: def.about,
    errors: def.errors,
    input: z.toJSONSchema(def.input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(def.output, { io: 'output', unrepresentable: 'any' }),
  }));
  const width = Math.max(...methods.map((method) => method.name.length));
  return { json: { methods }, text: methods.map((method) => `${method.name.padEnd(width)}  ${method.about}`).join('\n') };
}

/**
 * One method with its input as JSON. A path under `file` is registered and replaced by its token; a method that
 * starts a job is waited for, and the job as it ended stands beside the answer.
 */
export async function runCall(ctx: CliContext): Promise<Answer> {
  const [method = '', written = '{}'] = ctx.call.words;
  if (!isMethodName(method)) throw new AppFailure('request.unknownMethod', { method });
  const input = inputOf(written);
  return withBook(ctx, async (cli) => {
    if (typeof input['file'] === 'string') input['file'] = cli.host.addFile(ctx.call.path(input['file']));
    if (contract[method].kind !== 'job') return asJson(valueOf(await cli.host.core.call(method, input, { signal: ctx.signal })));
    let started: object = {};
    const job = await cli.runJob(async () => {
      const value = valueOf(await cli.host.core.call(method, input, { signal: ctx.signal })) as { readonly jobId: string };
      started = value;
      return value;
    });
    finished(job);
    return asJson({ ...started, job });
  });
}

function inputOf(written: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(written));
  } catch {
    throw new UsageError('badJson', { option: 'JSON' });
  }
}

function asJson(value: unknown): Answer {
  return { json: value, text: JSON.stringify(value, null, 2) };
}

/** The loopback host until Ctrl+C; a book named by `--book` is put on its list. Answers the exit code. */
export async function runServe(ctx: CliContext): Promise<number> {
  const { call } = ctx;
  const port = wholeNumber(call, 'port', 0, 0, 65_535);
  const idleMinutes = wholeNumber(call, 'idle-minutes', 30, 0, 100_000);
  if (call.book !== null) await openShelf(call.dataDir).touch(call.book, Date.now());
  return runLoopback({ dataDir: call.dataDir, language: call.language, port, idleMinutes, open: !call.flag('no-open') });
}
