/** Both languages say the same things: a sentence that exists in one only would ship as a raw key. */
import { describe, expect, it } from 'vitest';
import { COMMON_ERRORS } from '../../shared/contract/define.ts';
import { contract } from '../../shared/contract/index.ts';
import { texts } from '../../shared/i18n/index.ts';
import { customerFields } from '../../shared/modules/customers.ts';
import { issueCodes } from '../../shared/modules/transfer.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Dotted path → sentence. */
function flat(tree: Tree, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)])),
  );
}

const PLURAL = /_(one|other)$/;
const withoutPlural = (key: string): string => key.replace(PLURAL, '');
const placeholders = (text: string): readonly string[] => [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? ''))].sort();
const han = /\p{Script=Han}/u;

const chinese = flat(texts['zh-CN']);
const english = flat(texts.en);

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...new Set([...english.keys()].map(withoutPlural))].sort()).toEqual([...chinese.keys()].sort());
  });

  it('have singular and plural together in English, and no plural forms in Chinese', () => {
    const plurals = [...english.keys()].filter((key) => PLURAL.test(key));
    expect(plurals.filter((key) => !english.has(`${withoutPlural(key)}_one`) || !english.has(`${withoutPlural(key)}_other`))).toEqual([]);
    expect([...chinese.keys()].filter((key) => PLURAL.test(key))).toEqual([]);
  });

  it('have the same placeholders in every sentence', () => {
    const differing = [...english].flatMap(([key, text]) => {
      const [mine, theirs] = [placeholders(text), placeholders(chinese.get(withoutPlural(key)) ?? '')];
      // "one customer" may leave the number out.
      const expected = key.endsWith('_one') ? theirs.filter((name) => name !== 'count' || mine.includes('count')) : theirs;
      return JSON.stringify(mine) === JSON.stringify(expected) ? [] : [`${key}: ${mine.join()} / ${theirs.join()}`];
    });
    expect(differing).toEqual([]);
  });

  it('leave nothing empty that the other says, and nothing untranslated', () => {
    const empty = [...chinese].filter(([key, text]) => (text === '') !== ((english.get(key) ?? english.get(`${key}_other`)) === ''));
    expect(empty).toEqual([]);
    // A command that changes the language is named in that language.
    const foreign = [...english].filter(([key, text]) => han.test(text) && !['palette.commands.chinese', 'ui.product'].includes(key));
    expect(foreign).toEqual([]);
    const same = [...chinese].filter(([key, text]) => /[a-z]{4}/i.test(text.replace(/\{\{.*?\}\}/g, '')) && !han.test(text) && english.get(key) === text).map(([key]) => key);
    expect(same.filter((key) => !SAME_IN_BOTH.has(key))).toEqual([]);
  });
});

/** Names that are not translated. */
const SAME_IN_BOTH = new Set([
  'palette.commands.english',
  'settings.data.backupName',
  'transfer.read.encodings.utf_8',
  'transfer.read.encodings.utf_16le',
  'transfer.read.encodings.utf_16be',
]);

describe('every code and name of the contract', () => {
  const codes = [...new Set([...COMMON_ERRORS, ...Object.values(contract).flatMap((method) => method.errors)])].sort();

  it.each(Object.keys(texts) as (keyof typeof texts)[])('has a sentence for every error code in %s', (language) => {
    const known = flat(texts[language]);
    expect(codes.filter((code) => (known.get(`errors.${code.replaceAll('.', '_')}.what`) ?? '') === '')).toEqual([]);
    expect(codes.filter((code) => !known.has(`errors.${code.replaceAll('.', '_')}.remedy`))).toEqual([]);
  });

  it.each(Object.keys(texts) as (keyof typeof texts)[])('has a sentence for everything an import says, and for nothing else, in %s', (language) => {
    const said = Object.keys(texts[language].transfer.issues).filter((key) => key !== 'other');
    expect(said.sort()).toEqual(issueCodes.map((code) => code.replaceAll('.', '_')).sort());
  });

  it.each(Object.keys(texts) as (keyof typeof texts)[])('has a name for every field and choice in %s', (language) => {
    const known = flat(texts[language]);
    const wanted = customerFields.flatMap((field) => [
      `fields.customer.${field.name}`,
      ...(Array.isArray(field.choices) ? field.choices.map((choice: string) => `fields.${field.name}.${choice}`) : []),
    ]);
    expect(wanted.filter((key) => !known.has(key))).toEqual([]);
  });
});
