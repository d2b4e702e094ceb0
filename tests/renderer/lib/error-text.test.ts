import { beforeAll, describe, expect, it } from 'vitest';
import { startI18n, translate, type Translate } from '../../../src-renderer/lib/i18n.ts';
import { errorLine, errorText, sentences } from '../../../src-renderer/lib/error-text.ts';

const zh: Translate = (key, vars) => translate('zh-CN', key, vars);
const en: Translate = (key, vars) => translate('en', key, vars);
beforeAll(() => startI18n('zh-CN'));

describe('errors in words', () => {
  it('say what happened and what can be done', () => {
    expect(errorText(zh, { code: 'book.busy' })).toEqual({
      code: 'book.busy',
      what: '这本客户簿正在另一个窗口或程序里打开着。',
      remedy: '请先在那边锁定或退出，再到这里打开。',
    });
  });
  it('turn waiting times into whole seconds', () => {
    expect(errorText(en, { code: 'vault.wait', retryInMs: 4_200 }).remedy).toBe('You can try again in 5 s.');
  });
  it('never show a code that has no words', () => {
    const line = errorLine(zh, { code: 'future.unheardOf', secret: 'x' });
    expect(line).toContain('意外');
    expect(line).not.toContain('future');
  });
  it('put sentences together as the language does', () => {
    expect(sentences('口令不对。', '再试一次。')).toBe('口令不对。再试一次。');
    expect(sentences('Wrong.', 'Try again.')).toBe('Wrong. Try again.');
    expect(sentences('Stopped.', '')).toBe('Stopped.');
  });
});
