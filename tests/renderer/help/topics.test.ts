/** The help says the same in both languages, in the words of the program, and leads to places that exist. */
import { pinyin } from 'pinyin-pro';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../shared/contract/index.ts';
import { texts, type TextKey } from '../../../shared/i18n/index.ts';
import { FUNCTIONS } from '../../../shared/kernel/formula-functions.ts';
import { holidayFileSchema } from '../../../shared/modules/holidays.ts';
import { HOLIDAY_FILE } from '../../../src-renderer/features/help/holiday-file.ts';
import { KEYS } from '../../../src-renderer/features/help/key-list.ts';
import { commandsOf, type Piece, type Said, type Topic } from '../../../src-renderer/features/help/said.ts';
import { SCREENS, type HelpScreen } from '../../../src-renderer/features/help/screens.ts';
import { findTopics, sentencesOf, type Topics } from '../../../src-renderer/features/help/search.ts';
import { topicFit, TOPICS } from '../../../src-renderer/features/help/topic-list.ts';
import { topics as english } from '../../../src-renderer/features/help/topics/en/index.ts';
import { topics as chinese } from '../../../src-renderer/features/help/topics/zh-CN/index.ts';
import { BY_PATH, pathOf, topicOfPath } from '../../../src-renderer/features/help/where.ts';
import { startI18n, translate, type Translate } from '../../../src-renderer/lib/i18n.ts';
import type { TopicId } from '../../../src-renderer/lib/help.ts';

/** The window's tests have addresses instead of files: the checkout is where they were started. */
const fromRoot = (path: string): string => join(process.cwd(), path);
const IDS = Object.keys(texts['zh-CN'].help.topics) as TopicId[];
const said: Readonly<Record<'zh-CN' | 'en', Topics>> = { 'zh-CN': chinese, en: english };
const speak = (language: 'zh-CN' | 'en'): Translate => (key, vars) => translate(language, key, vars);
beforeAll(() => startI18n('zh-CN'));

const wordsOf = (one: Said): readonly TextKey[] => one.flatMap((piece: Piece) => (typeof piece === 'object' && 'word' in piece ? [piece.word] : [])).sort();
const keysOf = (one: Said): readonly string[] => one.flatMap((piece: Piece) => (typeof piece === 'object' && 'keys' in piece ? [piece.keys] : [])).sort();
const everySaid = (topic: Topic): readonly Said[] => [topic.about, ...topic.parts.flatMap(({ steps = [], points = [] }) => [...steps, ...points])];
/** What must be the same in both languages: parts, steps, and in each the words of the screen and the keys it names. */
const shapeOf = (topic: Topic) => ({
  about: [wordsOf(topic.about), keysOf(topic.about)],
  parts: topic.parts.map(({ steps = [], points = [], table, commands }) => ({
    steps: steps.map((one) => [wordsOf(one), keysOf(one)]),
    points: points.map((one) => [wordsOf(one), keysOf(one)]),
    table,
    commands: commands?.map(({ name }) => name),
  })),
});

describe('the topics of the help', () => {
  it('are the same in the list, in the texts and in both languages', () => {
    expect(TOPICS.map(({ id }) => id).sort()).toEqual([...IDS].sort());
    expect(Object.keys(chinese).sort()).toEqual([...IDS].sort());
    expect(Object.keys(english).sort()).toEqual([...IDS].sort());
  });

  it.each(IDS)('%s has the same parts and steps in both languages, naming the same words of the screen', (id) => {
    expect(shapeOf(english[id])).toEqual(shapeOf(chinese[id]));
  });

  it.each(IDS)('%s leaves no gap unfilled and has a title of its own for each part', (id) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const sentences = sentencesOf(speak(language), said[language][id]);
      expect(sentences.filter((text) => text.trim() === '' || /\{\{|undefined/.test(text))).toEqual([]);
      const titles = said[language][id].parts.map(({ title }) => title);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('name only words that some screen shows', () => {
    const sources = sourcesOf(fromRoot('src-renderer')).filter((path) => !path.includes(join('features', 'help', 'topics')));
    const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
    const prefixes = [...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z_]+)*\.)\$\{/g)].map(([, prefix = '']) => prefix);
    const isShown = (key: string): boolean => code.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix));
    expect(isShown('ui.nothing.of.the.kind')).toBe(false);
    const named = new Set(IDS.flatMap((id) => everySaid(chinese[id]).flatMap(wordsOf)));
    expect([...named].filter((key) => !isShown(key))).toEqual([]);
  });

  it('carry the sound of their Chinese name', () => {
    // The dictionary reads 簿 as bó.
    const read = (id: TopicId) => pinyin(texts['zh-CN'].help.topics[id].replace(/[^\p{Script=Han}]/gu, ''), { toneType: 'none' }).replace('ke hu bo', 'ke hu bu');
    expect(TOPICS.map(({ id, sound }) => [id, sound])).toEqual(TOPICS.map(({ id }) => [id, read(id)]));
  });

  it('lead to topics other than themselves', () => {
    for (const { id, see } of TOPICS) expect([id, see.filter((other) => other === id || !IDS.includes(other))]).toEqual([id, []]);
  });
});

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('where the help leads', () => {
  const router = readFileSync(fromRoot('src-renderer/app/router.tsx'), 'utf8');
  const paths = [...router.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path);

  it('opens only screens that there are, guarded by methods that there are', () => {
    for (const screen of Object.values<HelpScreen>(SCREENS)) {
      expect(paths).toContain(screen.to);
      if (screen.needs !== undefined) expect(Object.keys(contract)).toContain(screen.needs);
    }
  });

  it('knows a topic for every address of the program', () => {
    expect(Object.keys(BY_PATH).filter((start) => !paths.some((path) => path === start || path.startsWith(start)))).toEqual([]);
    const without = paths.filter((path) => path !== '/' && topicOfPath(path.replace('$id', '5')) === 'start');
    expect(without).toEqual([]);
  });

  it.each([
    ['#/customers', 'find'],
    ['#/customers?tag=3', 'find'],
    ['#/customers/5', 'profile'],
    ['#/customers/5/print', 'profile'],
    ['#/settings/people', 'people'],
    ['#/settings', 'counter'],
    ['#/', 'start'],
    ['', 'start'],
  ])('%s is about %s', (hash, id) => expect(topicOfPath(pathOf(hash))).toBe(id));
});

describe('lists taken from the program', () => {
  it('has a way to write every function and type', () => {
    expect(FUNCTIONS.length).toBeGreaterThan(30);
    const types = new Set(FUNCTIONS.flatMap(({ params, result }) => [...params, result]).filter((type) => type !== 'any' && type !== 'same'));
    for (const type of types) expect(speak('zh-CN')(`customFields.formula.types.${type}`)).not.toContain('.');
  });

  it('names keys that the screens register with these words', () => {
    const code = sourcesOf(fromRoot('src-renderer')).map((path) => readFileSync(path, 'utf8')).join('\n');
    const registered = new Set([...code.matchAll(/useShortcut\('([^']+)'.*label: t\('([^']+)'\)/g)].map(([, keys, label]) => `${keys} ${label}`));
    expect(KEYS.map(({ keys, does }) => `${keys} ${does}`).filter((line) => !registered.has(line))).toEqual([]);
  });

  it('takes what a command does, without what it answers to a program', () => {
    expect(commandsOf({ a: { about: 'Does it.  → { id }' }, b: { about: 'Does\nmore.\n→ x' } })).toEqual([
      { name: 'a', does: 'Does it.' },
      { name: 'b', does: 'Does\nmore.' },
    ]);
  });
});

describe('searching the help', () => {
  const first = (typed: string) => findTopics(speak('zh-CN'), chinese, typed)[0]?.topic.id;
  it.each([
    ['wlkl', 'forgotten'],
    ['忘了', 'forgotten'],
    ['mima', 'forgotten'],
    ['forgot', 'forgotten'],
    ['bffznl', 'backup'],
    ['坚果云', 'servers'],
    ['农历', 'care'],
    ['excel', 'import'],
    ['个人信息保护法', 'privacy'],
    ['命令', 'cli'],
  ] as const)('%s finds %s first', (typed, id) => expect(first(typed)).toBe(id));

  it('finds words within the text and shows where', () => {
    const found = findTopics(speak('zh-CN'), chinese, '安全选项');
    expect(found.map(({ topic }) => topic.id)).toEqual(['servers']);
    expect(found[0]?.snippet).toContain('安全选项');
    expect(findTopics(speak('en'), english, 'leap months').map(({ topic }) => topic.id)).toEqual(['care']);
  });
  it('finds nothing for what no topic says', () => expect(findTopics(speak('zh-CN'), chinese, '火箭发射')).toEqual([]));
  it('lists all topics in their order when nothing is typed', () => expect(findTopics(speak('en'), null, ' ').map(({ topic }) => topic.id)).toEqual(TOPICS.map(({ id }) => id)));
  it('knows every topic by its own name in both languages', () => {
    for (const topic of TOPICS) for (const language of ['zh-CN', 'en'] as const) expect(topicFit(topic, texts[language].help.topics[topic.id])).toBe(6);
  });
});

it('shows a holiday file that is one', () => {
  expect(holidayFileSchema.parse(JSON.parse(HOLIDAY_FILE)).years.map(({ year }) => year)).toEqual([2027]);
});
