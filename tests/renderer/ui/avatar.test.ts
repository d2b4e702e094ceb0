import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from '../../../src-renderer/ui/Avatar.tsx';

describe('the picture of a name', () => {
  it.each([
    ['王小明', '小明'],
    ['李芳', '李芳'],
    ['欧阳', '欧阳'],
    ['好味道餐饮有限公司', '好味'],
    ['Mary Jane Watson', 'MW'],
    ['cher', 'CH'],
    ['𠮷野', '𠮷野'],
    ['', ''],
  ])('shows %s as %s', (name, letters) => expect(initialsOf(name)).toBe(letters));

  it('has the same hue for the same name, and different ones over many', () => {
    expect(hueOf('王小明')).toBe(hueOf('王小明'));
    expect(new Set(Array.from({ length: 40 }, (_, n) => hueOf(`客户${n}`))).size).toBeGreaterThan(5);
  });
});
