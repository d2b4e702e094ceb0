import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatText, dialled, mailLink, MAX_LINK, shortened, smsLink } from '../../../shared/kernel/message-links.ts';

const TEXT = '王女士您好，生日快乐！\n茶 & 点心 #1 100% +1？';

describe('a link that opens a text message', () => {
  it('carries Chinese, line ends and every sign that means something in an address', () => {
    const link = smsLink('138 1234 5678', TEXT)!;
    expect(link.startsWith('sms:13812345678?body=%E7%8E%8B%E5%A5%B3%E5%A3%AB')).toBe(true);
    expect(link).not.toMatch(/[&#+ \n]|%(?![0-9A-F]{2})/);
    expect(decodeURIComponent(link.split('?body=')[1]!)).toBe(TEXT);
  });

  it('writes numbers as they are dialled', () => {
    expect(dialled('+86 138-1234-5678')).toBe('+8613812345678');
    expect(dialled('０１０－１２３４５６７８')).toBe('01012345678');
    expect(dialled('62345678转801')).toBe('62345678');
    expect(dialled('没有')).toBeNull();
    expect(smsLink('', 'x')).toBeNull();
  });
});

describe('a link that opens an email', () => {
  it('encodes address, subject and text, line ends as letters have them', () => {
    const link = mailLink('li.mei+shop@example.com', '小满花店的问候', 'a\nb & c')!;
    expect(link).toBe(`mailto:li.mei%2Bshop@example.com?subject=${encodeURIComponent('小满花店的问候')}&body=a%0D%0Ab%20%26%20c`);
  });

  it('is none without an address', () => {
    for (const bad of ['', 'li.mei', 'a b@c.cn', '<a@b.cn>', 'w****']) expect(mailLink(bad, 's', 't')).toBeNull();
  });

  it('lets nothing of the text become another part of the link', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = new URL(mailLink('a@b.cn', text, text)!);
        expect([...parsed.searchParams.keys()]).toEqual(['subject', 'body']);
        expect(parsed.pathname).toBe('a@b.cn');
        expect(parsed.hash).toBe('');
      }),
    );
  });
});

describe('a text that is too long for a link', () => {
  it('is left out, the rest stays', () => {
    const long = '好'.repeat(300);
    expect(shortened(smsLink('13812345678', long)!)).toEqual({ link: 'sms:13812345678', cut: true });
    const mail = shortened(mailLink('a@b.cn', '问候', long)!);
    expect(mail).toEqual({ link: `mailto:a@b.cn?subject=${encodeURIComponent('问候')}`, cut: true });
    expect(mail.link.length).toBeLessThan(MAX_LINK);
    expect(shortened(smsLink('13812345678', '好')!).cut).toBe(false);
  });

  it('does not fail on half a pair of characters', () => {
    expect(smsLink('13812345678', '\ud83c')).toBe('sms:13812345678?body=%EF%BF%BD');
  });
});

describe('text for a chat', () => {
  it('has no blanks at the ends of lines, no more than one empty line, none around it', () => {
    expect(chatText('  王女士您好 \r\n\r\n\r\n\n祝好\t\n\n')).toBe('王女士您好\n\n祝好');
  });
});
