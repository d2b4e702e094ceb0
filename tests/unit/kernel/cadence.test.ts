import { describe, expect, it } from 'vitest';
import { contactCycle, contactDueDay, contactScore, gradeWeight, type Contacted } from '../../../shared/kernel/cadence.ts';

const rules = { byGrade: { A: 30, C: 90 }, grades: ['A', 'B', 'C'] };
const who = (more: Partial<Contacted> = {}): Contacted => ({ grade: 'A', contactEvery: null, doNotContact: '', sinceDay: 100, ...more });

describe('the contact cadence', () => {
  it('takes the days of the customer before those of the grade; never and 勿扰 end it', () => {
    expect(contactCycle(rules, who())).toBe(30);
    expect(contactCycle(rules, who({ contactEvery: 7 }))).toBe(7);
    expect(contactCycle(rules, who({ contactEvery: 0 }))).toBeNull();
    expect(contactCycle(rules, who({ contactEvery: 7, doNotContact: 'all' }))).toBeNull();
    expect(contactCycle(rules, who({ doNotContact: 'marketing' }))).toBe(30);
    expect(contactCycle(rules, who({ grade: 'B' }))).toBeNull();
    expect(contactCycle(rules, who({ grade: 'toString' }))).toBeNull();
    expect(contactDueDay(rules, who())).toBe(130);
  });
  it('ranks by how late of their own measure, times the weight of the grade', () => {
    expect(contactScore(rules, who(), 130)).toBe(0);
    expect(contactScore(rules, who(), 101)).toBe(0);
    expect(contactScore(rules, who(), 145)).toBeCloseTo(0.5 * 3);
    expect(contactScore(rules, who({ grade: 'C' }), 235)).toBeCloseTo(0.5);
    expect(contactScore(rules, who({ grade: '', contactEvery: 10 }), 115)).toBeCloseTo(0.5);
    expect(contactScore(rules, who({ contactEvery: 0 }), 500)).toBeNull();
    expect(['A', 'B', 'C', 'Z', ''].map((grade) => gradeWeight(rules.grades, grade))).toEqual([3, 2, 1, 1, 1]);
  });
});
