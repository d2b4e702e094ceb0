/**
 * The formula language of custom fields: our own small grammar (formula-parse.ts), types
 * checked when a formula is saved, then closures that compute a value from a record. No
 * code of the user's ever runs: there is no `eval`, no loop, no way to name anything but
 * the fields of the record and the functions of formula-functions.ts.
 */
import { FormulaFault, functionOf, joinTexts, roundTo, type FaultCode, type FormulaFunction, type FormulaType, type FormulaValue, type ParamType } from './formula-functions.ts';
import { parseFormula, type Node } from './formula-parse.ts';
import { FormulaStop, type FormulaProblem } from './formula-text.ts';
import { foldKey } from './text.ts';

export type { FaultCode, FormulaType, FormulaValue } from './formula-functions.ts';
export type { FormulaProblem } from './formula-text.ts';

/** A field a formula may name: `ref` is how it is stored and read, `type` what it holds. */
export interface FormulaField {
  readonly ref: string;
  readonly type: FormulaType;
}

/** Reads the value of the formula's n-th field from some record. */
export type FieldReader = (index: number) => FormulaValue;

export interface CompiledFormula {
  readonly type: FormulaType;
  /** Fields it reads, each once; the index is what the reader is asked for. */
  readonly refs: readonly string[];
  /** The result changes from day to day. */
  readonly usesToday: boolean;
  /** The value, or what is wrong with this record's values. `today` in days since 1970-01-01. */
  readonly run: (read: FieldReader, today: number) => FormulaValue | { readonly fault: FaultCode };
}

export type FormulaReading = { readonly ok: true; readonly formula: CompiledFormula } | { readonly ok: false; readonly problem: FormulaProblem };

type Step = (read: FieldReader, today: number) => FormulaValue;
interface Typed {
  /** `null`: no type of its own (an empty value). */
  readonly type: FormulaType;
  readonly step: Step;
}

interface Scope {
  readonly find: (name: string) => FormulaField | null;
  readonly refs: string[];
  usesToday: boolean;
}

/** Reads and checks a formula; `find` answers the field of a name or label. Pure, bounded, never throws for any text. */
export function readFormula(source: string, find: Scope['find']): FormulaReading {
  const scope: Scope = { find, refs: [], usesToday: false };
  try {
    const { type, step } = compile(parseFormula(source), scope);
    const run: CompiledFormula['run'] = (read, today) => {
      try {
        const value = step(read, today);
        return typeof value === 'number' && !Number.isFinite(value) ? { fault: 'tooLarge' } : value;
      } catch (e) {
        if (e instanceof FormulaFault) return { fault: e.code };
        throw e;
      }
    };
    return { ok: true, formula: { type, refs: scope.refs, usesToday: scope.usesToday, run } };
  } catch (e) {
    if (e instanceof FormulaStop) return { ok: false, problem: e.problem };
    throw e;
  }
}

function compile(node: Node, scope: Scope): Typed {
  switch (node.kind) {
    case 'value': {
      const { value } = node;
      const type = typeof value === 'number' ? 'number' : typeof value === 'string' ? 'text' : 'yesNo';
      return { type, step: () => value };
    }
    case 'field':
      return compileField(node, scope);
    case 'call':
      return compileCall(node, scope);
    case 'binary':
      return compileBinary(node, scope);
  }
}

function compileField(node: Node & { kind: 'field' }, scope: Scope): Typed {
  const field = scope.find(node.name);
  if (!field) throw new FormulaStop('unknownField', node.at, node.length, { name: node.name });
  let index = scope.refs.indexOf(field.ref);
  if (index < 0) index = scope.refs.push(field.ref) - 1;
  const at = index;
  return { type: field.type, step: (read) => read(at) };
}

function need(node: Node, typed: Typed, type: FormulaType): Step {
  if (typed.type !== type) throw new FormulaStop('wrongType', node.at, node.length, { wanted: type, got: typed.type });
  return typed.step;
}

function compileBinary(node: Node & { kind: 'binary' }, scope: Scope): Typed {
  const left = compile(node.left, scope);
  const right = compile(node.right, scope);
  switch (node.op) {
    case 'and':
    case 'or': {
      const [a, b] = [need(node.left, left, 'yesNo'), need(node.right, right, 'yesNo')];
      if (node.op === 'and') return { type: 'yesNo', step: (r, t) => a(r, t) === true && b(r, t) === true };
      return { type: 'yesNo', step: (r, t) => a(r, t) === true || b(r, t) === true };
    }
    case '&':
      return { type: 'text', step: (r, t) => joinTexts(left.step(r, t), right.step(r, t)) };
    case '+':
    case '-':
      return compileSum(node, left, right);
    case '*':
    case '/':
      return arithmetic(node.op, need(node.left, left, 'number'), need(node.right, right, 'number'));
    default:
      return comparison(node, left, right);
  }
}

/** Dates move by days; two dates differ by days. */
function compileSum(node: Node & { kind: 'binary' }, left: Typed, right: Typed): Typed {
  if (left.type === 'date' && right.type === 'number') {
    const moved = arithmetic(node.op, left.step, right.step);
    return { type: 'date', step: (r, t) => wholeDay(moved.step(r, t)) };
  }
  if (node.op === '-' && left.type === 'date' && right.type === 'date') return arithmetic('-', left.step, right.step);
  if (node.op === '+' && left.type === 'text' && right.type === 'text') return { type: 'text', step: (r, t) => joinTexts(left.step(r, t), right.step(r, t)) };
  return arithmetic(node.op, need(node.left, left, 'number'), need(node.right, right, 'number'));
}

function wholeDay(value: FormulaValue): FormulaValue {
  if (typeof value !== 'number') return null;
  const day = Math.floor(value);
  if (day < -354_285 || day > 2_932_896) throw new FormulaFault('badDate');
  return day;
}

function arithmetic(op: string, a: Step, b: Step): Typed {
  const both = (run: (x: number, y: number) => number): Step => (r, t) => {
    const x = a(r, t);
    const y = b(r, t);
    return x === null || y === null ? null : run(x as number, y as number);
  };
  switch (op) {
    case '+':
      return { type: 'number', step: both((x, y) => x + y) };
    case '-':
      return { type: 'number', step: both((x, y) => x - y) };
    case '*':
      return { type: 'number', step: both((x, y) => x * y) };
    default:
      return {
        type: 'number',
        step: both((x, y) => {
          if (y === 0) throw new FormulaFault('divZero');
          return x / y;
        }),
      };
  }
}

/** An empty side makes every comparison "no" but `=` and `<>`; texts compare without case, width and spaces, numbers to nine places. */
function comparison(node: Node & { kind: 'binary' }, left: Typed, right: Typed): Typed {
  if (left.type !== right.type) throw new FormulaStop('mixedTypes', node.at, node.length, { left: left.type, right: right.type });
  const isOrder = node.op !== '=' && node.op !== '<>';
  if (isOrder && (left.type === 'yesNo' || left.type === 'list')) throw new FormulaStop('wrongType', node.at, node.length, { wanted: 'number', got: left.type });
  const key = (v: FormulaValue): number | string | boolean | null => {
    if (v === null || v === '') return null;
    if (typeof v === 'number') return roundTo(v, 9);
    if (typeof v === 'string') return foldKey(v);
    return typeof v === 'boolean' ? v : v.join('\n');
  };
  const compare = (test: (x: number | string | boolean, y: number | string | boolean) => boolean): Typed => ({
    type: 'yesNo',
    step: (r, t) => {
      const x = key(left.step(r, t));
      const y = key(right.step(r, t));
      return x !== null && y !== null && test(x, y);
    },
  });
  switch (node.op) {
    case '=':
      return { type: 'yesNo', step: (r, t) => key(left.step(r, t)) === key(right.step(r, t)) };
    case '<>':
      return { type: 'yesNo', step: (r, t) => key(left.step(r, t)) !== key(right.step(r, t)) };
    case '<':
      return compare((x, y) => x < y);
    case '<=':
      return compare((x, y) => x <= y);
    case '>':
      return compare((x, y) => x > y);
    default:
      return compare((x, y) => x >= y);
  }
}

function compileCall(node: Node & { kind: 'call' }, scope: Scope): Typed {
  const fn = functionOf(node.name);
  if (!fn) throw new FormulaStop('unknownFunction', node.at, node.name.length, { name: node.name });
  const least = fn.params.length - (fn.optional ?? 0);
  if (node.args.length < least || (node.args.length > fn.params.length && !fn.more)) {
    throw new FormulaStop('argCount', node.at, node.length, { name: node.name, wanted: least, got: node.args.length });
  }
  const args = node.args.map((arg) => compile(arg, scope));
  const same = checkTypes(node, fn, args);
  const type = fn.result === 'same' ? same : fn.result;
  if (fn.name === 'today') scope.usesToday = true;
  if (fn.name === 'age') scope.usesToday = true;
  return { type, step: stepOf(fn, args.map((a) => a.step)) };
}

/** Every argument of the type its place asks for; answers the type of the places marked `same`. */
function checkTypes(node: Node & { kind: 'call' }, fn: FormulaFunction, args: readonly Typed[]): FormulaType {
  let same: FormulaType | null = null;
  args.forEach((arg, i) => {
    const wanted: ParamType = fn.params[Math.min(i, fn.params.length - 1)]!;
    const place = node.args[i]!;
    if (wanted === 'any') return;
    if (wanted !== 'same') return void need(place, arg, wanted);
    if (same !== null && same !== arg.type) throw new FormulaStop('mixedTypes', place.at, place.length, { left: same, right: arg.type });
    same = arg.type;
  });
  const first = node.args[0];
  if (first && (fn.name === 'min' || fn.name === 'max') && same !== 'number' && same !== 'date') {
    throw new FormulaStop('wrongType', first.at, first.length, { wanted: 'number', got: same ?? 'text' });
  }
  return same ?? 'number';
}

function stepOf(fn: FormulaFunction, steps: readonly Step[]): Step {
  const [a, b, c] = steps;
  if (fn.name === 'if') return (r, t) => (a!(r, t) === true ? b!(r, t) : c ? c(r, t) : null);
  if (fn.name === 'and') return (r, t) => steps.every((step) => step(r, t) === true);
  if (fn.name === 'or') return (r, t) => steps.some((step) => step(r, t) === true);
  return (r, t) => {
    const values = steps.map((step) => step(r, t));
    return fn.strict && values.includes(null) ? null : fn.run(values, t);
  };
}
