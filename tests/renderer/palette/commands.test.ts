import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { texts } from '../../../shared/i18n/index.ts';
import { COMMAND_IDS, commands } from '../../../src-renderer/features/palette/commands.ts';
import { fitOf, soundFits } from '../../../src-renderer/lib/fit.ts';

const labels = (id: (typeof COMMAND_IDS)[number]) => [texts['zh-CN'].palette.commands[id], texts.en.palette.commands[id]];
const find = (typed: string) =>
  commands
    .map((command) => ({ id: command.id, fit: fitOf(command, labels(command.id), typed) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ id }) => id);

describe('the commands of the palette', () => {
  it('are all there', () => {
    expect(commands.map((command) => command.id).sort()).toEqual([...COMMAND_IDS].sort());
  });
  it('carry the sound of their Chinese name', () => {
    // The dictionary reads 重 as zhòng here, and 簿 as bó.
    const other: Readonly<Record<string, string>> = { redo: 'chong zuo', move: 'yi dao ling yi ben ke hu bu', switchBook: 'huan yi ben ke hu bu' };
    for (const { id, sound } of commands) {
      const label = texts['zh-CN'].palette.commands[id].replace(/[^\p{Script=Han}]/gu, '');
      if (label === '') continue;
      expect([id, other[id] ?? pinyin(label, { toneType: 'none' })]).toEqual([id, sound]);
    }
  });
  it.each([
    ['dr', 'import'],
    ['daoru', 'import'],
    ['导入', 'import'],
    ['imp', 'import'],
    ['xlsx', 'import'],
    ['tjkh', 'newCustomer'],
    ['suo', 'lock'],
    ['sd', 'lock'],
    ['lock', 'lock'],
    ['shense', 'dark'],
    ['mima', 'passphrase'],
    ['chexiao', 'undo'],
  ] as const)('%s finds %s first', (typed, id) => expect(find(typed)[0]).toBe(id));
  it('find nothing for what is no command', () => expect(find('张三丰')).toEqual([]));
});

describe('soundFits', () => {
  it('takes beginnings of the syllables in a row', () => {
    const word = ['dao', 'ru'];
    expect(['d', 'dr', 'dao', 'daor', 'daoru'].every((letters) => soundFits(word, letters))).toBe(true);
    expect(['r', 'dx', 'daorux', 'ao'].some((letters) => soundFits(word, letters))).toBe(false);
  });
});
