import { act, render, screen } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMON_ERRORS } from '../../../shared/contract/define.ts';
import { contract } from '../../../shared/contract/index.ts';
import { texts } from '../../../shared/i18n/index.ts';
import { hasText, setLanguage, startI18n, translate, useT } from '../../../src-renderer/lib/i18n.ts';

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`)));
const plain = (key: string) => key.replace(/_(one|other)$/, '');
const slots = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))].sort();
const zh = leaves(texts['zh-CN']);
const en = leaves(texts.en);

beforeAll(() => startI18n('zh-CN'));

describe('the texts of both languages', () => {
  it('have the same keys', () => {
    expect([...new Set(en.map(([key]) => plain(key)))].sort()).toEqual(zh.map(([key]) => key).sort());
  });
  it('fill in the same facts', () => {
    const chinese = new Map(zh);
    // "Download the bad row" needs no number.
    const wanted = (key: string) => slots(chinese.get(plain(key)) ?? '').filter((slot) => slot !== 'count' || !key.endsWith('_one'));
    const given = (key: string, text: string) => slots(text).filter((slot) => slot !== 'count' || !key.endsWith('_one'));
    for (const [key, text] of en) expect([key, given(key, text)]).toEqual([key, wanted(key)]);
  });
  it('give both forms wherever English has a plural', () => {
    const keys = new Set(en.map(([key]) => key));
    for (const key of keys) if (/_one$/.test(key)) expect(keys).toContain(`${plain(key)}_other`);
  });
  it('leave no Chinese in the English texts, but the names of the languages', () => {
    const han = en.filter(([key, text]) => /\p{Script=Han}/u.test(text) && !/chinese$/.test(key));
    expect(han).toEqual([]);
  });
  it('are not empty, but for remedies that have nothing to add', () => {
    expect([...zh, ...en].filter(([key, text]) => text.trim() === '' && !key.endsWith('.remedy'))).toEqual([]);
  });
  it('say something for every error of the contract', () => {
    const codes = new Set([...COMMON_ERRORS, ...Object.values(contract).flatMap((method) => method.errors)]);
    expect([...codes].filter((code) => !hasText(`errors.${code.replaceAll('.', '_')}.what`))).toEqual([]);
  });
  it('never answer with "操作失败"', () => {
    expect(zh.filter(([, text]) => text.includes('操作失败'))).toEqual([]);
  });
});

describe('translate', () => {
  it('writes numbers the way the language does, and chooses the plural by the number', () => {
    expect(translate('en', 'transfer.preview.start', { count: 1 })).toBe('Import 1 customer');
    expect(translate('en', 'transfer.preview.start', { count: 12_345 })).toBe('Import 12,345 customers');
    expect(translate('zh-CN', 'transfer.preview.start', { count: 12_345 })).toBe('导入 12,345 位客户');
  });
  it('puts names in as they are', () => {
    expect(translate('en', 'session.restore.done', { name: '<b>A & B</b>' })).toContain('<b>A & B</b>');
  });
  it('switches what is on screen without a restart', () => {
    const Word = () => <p>{useT()('ui.nav.customers')}</p>;
    render(<Word />);
    expect(screen.getByText('客户')).toBeTruthy();
    act(() => setLanguage('en'));
    expect(screen.getByText('Customers')).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
    act(() => setLanguage('zh-CN'));
  });
});
