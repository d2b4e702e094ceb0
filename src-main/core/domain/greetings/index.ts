/** Greetings: the texts, what they say to whom, and who was greeted. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Greeting, greetingMethods } from '../../../../shared/modules/greetings.ts';
import { write } from '../../changes/write.ts';
import type { CallContext, Handler, OpenBook, Routes } from '../context.ts';
import { readSettings } from '../settings/index.ts';
import { allGreetings, findGreeting, rowToGreeting } from './greetings.repo.ts';
import { noteContacted, previewGreetings } from './preview.ts';
import { readyGreetings } from './ready.ts';

type Body = Omit<Greeting, 'id' | 'seq'>;

const listGreetings: Handler<'greetings.list'> = ({ book }) => ok({ greetings: allGreetings(book) });

const isTaken = (book: OpenBook, name: string, self: number | null) => allGreetings(book).some((one) => one.id !== self && one.name.toLowerCase() === name.toLowerCase());

/** A festival is named only where it is one. */
const tidied = (body: Body): Body => ({ ...body, festival: body.occasion === 'festival' ? body.festival : null });

function add({ book, actor }: CallContext, kind: string, facts: Record<string, string | number>, bodies: readonly Body[]): readonly number[] {
  const from = 1 + Math.max(0, ...allGreetings(book).map(({ id }) => Number(book.rows.get('greeting', id)?.fields['position'] ?? 0)));
  const { value, actionId } = write(book.write, { kind, actor, origin: 'local', facts }, (w) => bodies.map((body, i) => w.create('greeting', { ...tidied(body), position: from + i })));
  book.undo.push(actionId);
  return value;
}

const createGreeting: Handler<'greetings.create'> = (ctx, input) => {
  if (isTaken(ctx.book, input.name, null)) return err('greeting.exists', { name: input.name });
  const [id] = add(ctx, 'greetings.create', { name: input.name }, [{ festival: null, ...input }]);
  return ok(findGreeting(ctx.book, id!)!);
};

const updateGreeting: Handler<'greetings.update'> = ({ book, actor }, { id, patch }) => {
  const found = findGreeting(book, id);
  if (!found) return err('record.missing', { entity: 'greeting', id });
  const { id: _, seq: _seq, ...before } = found;
  const body = tidied({ ...before, ...patch });
  if (isTaken(book, body.name, id)) return err('greeting.exists', { name: body.name });
  const written = write(book.write, { kind: 'greetings.update', actor, origin: 'local', facts: { name: found.name } }, (w) => w.update('greeting', id, { ...body }));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok(rowToGreeting(written.value));
};

const removeGreeting: Handler<'greetings.remove'> = ({ book, actor }, { id }) => {
  const found = findGreeting(book, id);
  if (!found) return err('record.missing', { entity: 'greeting', id });
  const { actionId } = write(book.write, { kind: 'greetings.remove', actor, origin: 'local', facts: { name: found.name } }, (w) => w.remove('greeting', id));
  book.undo.push(actionId);
  return ok({ actionId });
};

const addReady: Handler<'greetings.addReady'> = (ctx) => {
  const fresh = readyGreetings(readSettings(ctx.book.db).language).filter(({ name }) => !isTaken(ctx.book, name, null));
  if (fresh.length > 0) add(ctx, 'greetings.addReady', { count: fresh.length }, fresh);
  return ok({ added: fresh.length });
};

export const greetingRoutes: Routes<keyof typeof greetingMethods> = {
  'greetings.list': listGreetings,
  'greetings.create': createGreeting,
  'greetings.update': updateGreeting,
  'greetings.remove': removeGreeting,
  'greetings.addReady': addReady,
  'greetings.preview': previewGreetings,
  'greetings.contacted': noteContacted,
};

export { mergeValuesOf } from './merge-values.ts';
