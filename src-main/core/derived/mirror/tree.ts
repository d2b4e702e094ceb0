/**
 * A filter tree → tests that must all pass. What stands at the top or within `all` stays a
 * test of its own; other groups become marks, one byte per slot, worked out leaf by leaf
 * over the whole column.
 */
import { isCondition, isRelated, isSegmentRef } from '../../../../shared/kernel/filter.ts';
import type { Condition, FilterGroup, FilterNode } from '../../../../shared/kernel/filter.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { importsOf, isAboutImport } from '../related/imported.ts';
import type { MarkSets } from '../related/mark-sets.ts';
import type { Test } from './filter.ts';

export interface TreeContext {
  /** Slots there are. */
  readonly size: number;
  readonly test: (c: Condition) => Test;
  readonly sets: MarkSets;
}

/** Compiles a group; `query.badField`, `segment.missing`, `segment.cycle`. */
export function compileTree(group: FilterGroup, context: TreeContext, within: readonly number[] = []): Test[] {
  const tests = (group.all ?? []).flatMap((node) => compileNode(node, context, within));
  if (group.any && group.any.length > 0) tests.push(anyOf(group.any, context, within));
  if (group.not) tests.push({ kind: 'marks', marks: inverted(marksOf(compileNode(group.not, context, within), context.size)) });
  return tests;
}

function compileNode(node: FilterNode, context: TreeContext, within: readonly number[]): Test[] {
  if (isAboutImport(node)) return [{ kind: 'marks', marks: context.sets.imported(importsOf(node)) }];
  if (isCondition(node)) return [context.test(node)];
  if (isRelated(node)) return [{ kind: 'marks', marks: context.sets.related(node) }];
  if (!isSegmentRef(node)) return compileTree(node, context, within);
  if (within.includes(node.segment)) throw new AppFailure('segment.cycle', { id: node.segment });
  const rule = context.sets.segment(node.segment);
  if (rule.kind === 'fixed') return [{ kind: 'marks', marks: context.sets.members(node.segment) }];
  return compileTree(rule.filter, context, [...within, node.segment]);
}

function anyOf(nodes: readonly FilterNode[], context: TreeContext, within: readonly number[]): Test {
  const marks = new Uint8Array(context.size);
  for (const node of nodes) {
    const tests = compileNode(node, context, within);
    const [only] = tests;
    if (only && tests.length === 1) addPassing(only, marks);
    else addMarked(marksOf(tests, context.size), marks);
  }
  return { kind: 'marks', marks };
}

/** Marks what passes one test, beside what is marked already. */
function addPassing(test: Test, marks: Uint8Array): void {
  if (test.kind === 'codes') addCodes(test.hits, test.column.codes, marks);
  else if (test.kind === 'marks') addMarked(test.marks, marks);
  else addMarked(marksOf([test], marks.length), marks);
}

function addCodes(hits: Uint8Array, codes: Uint32Array, marks: Uint8Array): void {
  for (let slot = 0; slot < marks.length; slot++) marks[slot]! |= hits[codes[slot]!]!;
}

function addMarked(other: Uint8Array, marks: Uint8Array): void {
  for (let slot = 0; slot < marks.length; slot++) marks[slot]! |= other[slot]!;
}

/** 1 for every slot that passes all tests. */
export function marksOf(tests: readonly Test[], size: number): Uint8Array {
  const first = tests[0];
  if (!first) return new Uint8Array(size).fill(1);
  if (tests.length === 1 && first.kind === 'marks') return first.marks;
  const marks = new Uint8Array(size).fill(1);
  for (const test of tests) keepPassing(test, marks);
  return marks;
}

/** Each kind has a loop of its own, so that it compiles to a few instructions per slot. */
function keepPassing(test: Test, marks: Uint8Array): void {
  if (test.kind === 'codes') keepCodes(test.hits, test.column.codes, marks);
  else if (test.kind === 'span') keepSpan(test.min, test.max, test.column.numbers, marks);
  else if (test.kind === 'empty') keepEmpty(test.empty, test.column.numbers, marks);
  else keepMarked(test.marks, marks);
}

function keepCodes(hits: Uint8Array, codes: Uint32Array, marks: Uint8Array): void {
  for (let slot = 0; slot < marks.length; slot++) marks[slot]! &= hits[codes[slot]!]!;
}

function keepSpan(min: number, max: number, numbers: Float64Array, marks: Uint8Array): void {
  for (let slot = 0; slot < marks.length; slot++) {
    const v = numbers[slot]!;
    if (!(v >= min && v <= max)) marks[slot] = 0;
  }
}

function keepEmpty(empty: boolean, numbers: Float64Array, marks: Uint8Array): void {
  for (let slot = 0; slot < marks.length; slot++) if (Number.isNaN(numbers[slot]!) !== empty) marks[slot] = 0;
}

function keepMarked(other: Uint8Array, marks: Uint8Array): void {
  for (let slot = 0; slot < marks.length; slot++) marks[slot]! &= other[slot]!;
}

function inverted(marks: Uint8Array): Uint8Array {
  const out = new Uint8Array(marks.length);
  for (let slot = 0; slot < out.length; slot++) out[slot] = 1 - marks[slot]!;
  return out;
}
