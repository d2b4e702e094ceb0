/** The batch of greetings that is being worked on: whom, with which text, what was changed by hand. Kept out of the address, which carries no choice of people; gone when the book is locked. */
import { create } from 'zustand';
import type { Festival } from '../../../shared/kernel/festivals.ts';
import type { Condition } from '../../../shared/kernel/filter.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import type { ContactMethod } from '../../../shared/modules/follow-ups.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export interface GreetAsk {
  readonly selection: Selection;
  /** What they are called: "the 3 ticked", a segment's name. */
  readonly title: string;
}

interface GreetState {
  /** Handed over by another page; `null`: chosen on this one. */
  readonly ask: GreetAsk | null;
  /** What is chosen for "whom": 'ask', one of the usual choices, or a segment's id. */
  readonly whom: 'ask' | 'birthday' | 'all' | 'starred' | number;
  readonly greetingId: number | null;
  readonly festival: Festival | null;
  /** Texts changed by hand, by customer. */
  readonly edits: ReadonlyMap<number, string>;
  /** Who is greeted although they would stay out. */
  readonly taken: ReadonlySet<number>;
  readonly onlyAgreed: boolean;
  readonly method: ContactMethod;
}

const START: GreetState = { ask: null, whom: 'birthday', greetingId: null, festival: null, edits: new Map(), taken: new Set(), onlyAgreed: false, method: 'wechat' };

export const useGreet = create<GreetState>(() => START);
onSessionEnd(() => useGreet.setState(START, true));

/** Begins another batch: what was changed by hand belonged to the last one. */
export function beginGreeting(more: Partial<GreetState>): void {
  useGreet.setState({ ...START, method: useGreet.getState().method, ...more }, true);
}

const within = (from: number, to: number): Condition => ({ field: 'birthday', test: { op: 'relative', unit: 'day', from, to } });

/** The customers a choice of "whom" means. */
export function selectionOf({ whom, ask }: Pick<GreetState, 'whom' | 'ask'>): Selection {
  if (whom === 'ask') return ask?.selection ?? { query: {}, except: [] };
  const of = (conditions: readonly Condition[]): Selection => ({ query: { filter: { all: [...conditions] } }, except: [] });
  if (whom === 'birthday') return of([within(0, 7)]);
  if (whom === 'starred') return of([{ field: 'starred', test: { op: 'any', values: ['yes'] } }]);
  if (whom === 'all') return { query: {}, except: [] };
  return { query: { filter: { all: [{ segment: whom }] } }, except: [] };
}

export function setEdit(customerId: number, text: string | null): void {
  useGreet.setState(({ edits }) => {
    const next = new Map(edits);
    if (text === null) next.delete(customerId);
    else next.set(customerId, text);
    return { edits: next };
  });
}

export function take(customerId: number): void {
  useGreet.setState(({ taken }) => ({ taken: new Set(taken).add(customerId) }));
}
