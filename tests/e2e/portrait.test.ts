/** The profile as a portrait: follow-ups by keyboard, one timeline, related people, attachments, the sheet of paper. */
import { deflateSync, inflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardPicture } from '../../src-main/core/operations/sample/picture.ts';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const DAY_MS = 86_400_000;
const idOf = async (app: App, name: string): Promise<number> => (await app.call('customers.list', {})).rows.find((row) => row.name === name)!.id;
const isoDay = (offset: number): string => new Date(Date.now() + offset * DAY_MS).toLocaleDateString('sv');

async function openProfile(app: App, name: string): Promise<number> {
  const id = await idOf(app, name);
  await go(app.page, `/customers/${String(id)}`);
  await app.page.getByRole('heading', { level: 1, name }).waitFor();
  await app.page.locator('.facts[aria-busy="false"]').waitFor();
  return id;
}
const go = (page: Page, path: string) => page.goto(`${page.url().replace(/#.*$/, '')}#${path}`);
const content = (app: App) => app.page.getByRole('textbox', { name: app.t('portrait.followUp.content') });

describe('a follow-up', () => {
  it.each(['zh-CN', 'en'] as const)('is written with the keyboard alone from profile, list row and palette, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '李红', preferredMethod: 'phone', doNotContact: 'all' }] });
    const { page, t } = app;
    const id = await openProfile(app, '李红');
    await page.keyboard.press('f');
    await page.getByRole('dialog').getByText(t('portrait.doNotContactHint.all')).waitFor();
    await page.keyboard.type('想看春茶');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('feed').getByText('想看春茶').waitFor();
    const first = (await app.call('followUps.list', { customerId: id })).rows[0];
    expect(first).toMatchObject({ method: 'phone', result: 'thinking', intent: 'high', satisfaction: '2', nextDate: isoDay(1), content: '想看春茶' });
    expect(Math.abs(Date.now() - first!.at)).toBeLessThan(60_000);

    await app.go('customers');
    await page.locator('[data-row] [data-column="0"]').filter({ hasText: '李红' }).click();
    await app.grid().focus();
    await page.keyboard.press('f');
    await content(app).fill('从列表记的');
    await page.keyboard.press('Control+Enter');
    await until(async () => (await app.call('followUps.list', { customerId: id })).total, 2);

    await until(() => page.getByRole('dialog').count(), 0);
    await page.keyboard.press('Control+k');
    await page.locator('[cmdk-input]:focus').waitFor();
    await page.keyboard.type(t('palette.commands.followUp'));
    await page.getByRole('option', { name: t('palette.commands.followUp'), selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: t('portrait.followUp.forWhom') }).fill('李红');
    await page.locator('.ant-select-item-option').filter({ hasText: '李红' }).waitFor();
    await page.keyboard.press('Enter');
    await content(app).fill('从命令面板记的');
    await page.keyboard.press('Control+Enter');
    await until(async () => (await app.call('followUps.list', { customerId: id })).rows[0]?.content, '从命令面板记的');
    await app.end();
  });

  it('is corrected, deleted and brought back, and the next step follows', async () => {
    const app = await startApp(browser, { people: [{ name: '李红' }] });
    const { page, t } = app;
    const customerId = await idOf(app, '李红');
    await app.call('followUps.create', { customerId, at: Date.now() - DAY_MS, method: 'phone', content: '等回话', nextDate: isoDay(-1) });
    await openProfile(app, '李红');
    const facts = page.locator('.facts');
    await facts.getByText(t('portrait.overdue')).waitFor();
    await page.locator('.entry-followUp').hover();
    await app.button(t('portrait.followUp.edit')).click();
    await content(app).fill('已经回话');
    await page.getByRole('button', { name: t('portrait.followUp.inMonth') }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('feed').getByText('已经回话').waitFor();
    await until(() => facts.getByText(t('portrait.overdue')).count(), 0);
    await page.locator('.entry-followUp').hover();
    await app.button(t('portrait.followUp.remove')).click();
    await facts.getByText(t('portrait.noNextStep')).waitFor();
    await page.locator('.toast').getByRole('button', { name: t('ui.undo.button') }).click();
    await page.getByRole('feed').getByText('已经回话').waitFor();
    await app.end();
  });
});

describe('the timeline', () => {
  it('holds 5,000 entries with few of them in the page, filters by kind, jumps to a date, and goes by the keys', async () => {
    const app = await startApp(browser, { people: [{ name: '李红' }] });
    const { page, t } = app;
    const customerId = await idOf(app, '李红');
    const now = Date.now();
    for (let i = 0; i < 2_500; i += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, n) => app.call('followUps.create', { customerId, at: now - (i + n) * 3 * 3_600_000, method: 'phone', content: `第${String(i + n)}次` })));
    }
    for (let i = 0; i < 2_500; i += 100) await Promise.all(Array.from({ length: 100 }, (_, n) => app.call('customers.update', { id: customerId, patch: { notes: `版本${String(i + n)}` } })));
    await openProfile(app, '李红');
    await page.getByText('版本2499').first().waitFor();
    const scroller = page.locator('.profile-body');
    const entries = page.locator('.entry');
    // 5,001 entries: the end is reached by scrolling, and the page never holds more than a few blocks of them.
    let most = 0;
    await until(async () => {
      await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      most = Math.max(most, await entries.count());
      return page.getByText(t('portrait.timeline.end', { date: '' }).trim().slice(0, 4)).count();
    }, 1);
    expect(most).toBeLessThan(700);
    await scroller.evaluate((element) => element.scrollTo({ top: 0 }));
    await page.getByText('版本2499').first().waitFor();
    await page.locator('.timeline-filter').getByText(t('portrait.timeline.kinds.followUp'), { exact: true }).click();
    await until(() => page.locator('.entry-change').count(), 0);
    await page.getByText('第0次', { exact: true }).waitFor();
    await page.getByPlaceholder(t('portrait.timeline.jump')).fill(isoDay(-100));
    await page.keyboard.press('Enter');
    await page.locator('.timeline-jumped').waitFor();
    const shown = await page.locator('.entry time').first().getAttribute('datetime');
    expect(Date.parse(shown ?? '')).toBeLessThanOrEqual(now - 99 * DAY_MS);
    expect(Date.parse(shown ?? '')).toBeGreaterThan(now - 102 * DAY_MS);
    await entries.first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await entries.nth(1).evaluate((element) => element === document.activeElement)).toBe(true);
    await app.button(t('portrait.timeline.latest')).click();
    await page.getByText('第0次', { exact: true }).waitFor();
    await app.end();
  });
});

describe('related people', () => {
  it.each(['zh-CN', 'en'] as const)('are linked, shown from the other side, drawn, and taken back, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '李红', company: '春晖茶业', title: '采购' }, { name: '王建国' }] });
    const { page, t } = app;
    await openProfile(app, '李红');
    await app.button(t('portrait.relations.add')).click();
    await page.getByRole('combobox', { name: t('portrait.relations.who') }).fill('王建国');
    await page.locator('.ant-select-item-option').filter({ hasText: '王建国' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: t('portrait.relations.is', { name: '李红' }) }).fill(t('portrait.relations.kinds.manager'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: t('ui.actions.save') }).click();
    const people = page.locator('.relations');
    await people.getByText(t('portrait.relations.kinds.manager')).waitFor();
    await app.button(t('portrait.relations.linkCompanyButton')).click();
    await page.locator('.record-quick').getByRole('link', { name: '春晖茶业' }).waitFor();
    await app.button(t('portrait.relations.graph')).click();
    const node = page.getByRole('link', { name: t('portrait.relations.step', { name: '王建国', kind: t('portrait.relations.kinds.manager') }) });
    await node.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '王建国' }).waitFor();
    await people.getByText(t('portrait.relations.kinds.report')).waitFor();
    await page.locator('.related').hover();
    await app.button(t('portrait.relations.remove', { name: '李红' })).click();
    await people.getByText(t('portrait.relations.none')).waitFor();
    await page.locator('.toast').getByRole('button', { name: t('ui.undo.button') }).click();
    await people.getByRole('link', { name: '李红' }).click();
    await page.getByRole('heading', { level: 1, name: '李红' }).waitFor();
    await page.locator('.record-quick').getByRole('link', { name: '春晖茶业' }).click();
    await page.getByRole('region', { name: t('portrait.relations.people') }).getByText('采购').waitFor();
    await app.end();
  });
});

/** A one-page PDF (ISO 32000-1) that says `text`. */
function smallPdf(text: string): Buffer {
  const stream = deflateSync(Buffer.from(`BT /F1 24 Tf 40 100 Td (${text}) Tj ET`));
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${String(stream.length)} /Filter /FlateDecode >>\nstream\n${stream.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = parts.map((part, i) => {
    const at = body.length;
    body += `${String(i + 1)} 0 obj\n${part}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${body}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF`, 'latin1');
}

describe('attachments', () => {
  it.each(['zh-CN', 'en'] as const)('come by choosing, dropping and pasting, are looked at, saved, and taken back, in %s', async (language) => {
    const app = await startApp(browser, { language, people: [{ name: '李红' }] });
    const { page, t } = app;
    const customerId = await openProfile(app, '李红');
    const files = page.locator('.attachment-tile');
    await app.choose(() => app.button(t('portrait.attachments.add')).click(), { name: '合同.pdf', bytes: smallPdf('Contract') });
    await until(() => files.count(), 1);
    const picture = cardPicture(0);
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], '名片.png', { type: 'image/png' }));
      for (const type of ['dragenter', 'dragover', 'drop']) document.querySelector('.facts')!.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    }, picture.toString('base64'));
    await until(() => files.count(), 2);
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
      document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
    }, cardPicture(1).toString('base64'));
    await until(() => files.count(), 3);
    // Pictures and pages are drawn small, by themselves.
    await until(async () => (await app.call('attachments.list', { customerId })).rows.filter((row) => row.hasThumb).length, 3);
    await until(() => page.locator('.attachment-open img').count(), 3);
    await page.locator('.attachment-open').filter({ hasText: '合同.pdf' }).click();
    await page.locator('.preview-pdf canvas').waitFor();
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count(), 0);
    await page.locator('.attachment-open').filter({ hasText: '名片.png' }).click();
    await until(() => page.locator('.preview-stage img').evaluate((image: HTMLImageElement) => image.naturalWidth), 360);
    const saved = await app.download(() => page.getByRole('dialog').getByRole('button', { name: t('portrait.attachments.save', { name: '' }).trim(), exact: true }).click());
    expect(saved.name).toBe('名片.png');
    expect(saved.bytes.equals(picture)).toBe(true);
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count(), 0);
    await files.filter({ hasText: '名片.png' }).hover();
    await app.button(t('portrait.attachments.remove', { name: '名片.png' })).click();
    await until(() => files.count(), 2);
    await page.locator('.toast').getByRole('button', { name: t('ui.undo.button') }).last().click();
    await until(() => files.count(), 3);
    await app.go('settings');
    await page.getByText(/^6 (个文件|files)/).waitFor();
    await app.end();
  });
});

describe('the portrait', () => {
  it('shows what matters on top, marks the important ones, and folds parts away for good', async () => {
    const app = await startApp(browser, { people: [{ name: '李红', preferences: '爱喝岩茶', painPoints: '怕送货晚', preferredMethod: 'wechat', preferredTime: '工作日晚上' }] });
    const { page, t } = app;
    const id = await openProfile(app, '李红');
    const facts = page.locator('.facts');
    for (const text of ['爱喝岩茶', '怕送货晚', '微信 · 工作日晚上', t('portrait.noNextStep'), t('portrait.noSale')]) await facts.getByText(text).waitFor();
    await app.button(t('portrait.star')).click();
    await until(async () => (await app.call('customers.get', { id })).starred, 'yes');
    await page.getByRole('button', { name: t('profile.section.contact'), exact: true }).click();
    await until(() => page.getByRole('button', { name: t('profile.add.phones') }).count(), 0);
    await page.reload();
    await facts.getByText('爱喝岩茶').waitFor();
    expect(await page.getByRole('button', { name: t('profile.section.contact'), exact: true }).getAttribute('aria-expanded')).toBe('false');
    await app.end();
  });
});

/** Pages, embedded fonts and the characters of a PDF (through its ToUnicode maps). */
function readPdf(pdf: Buffer) {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/<<((?:(?!endobj)[\s\S])*?)>>\s*stream\r?\n/g)].map((match) => {
    const from = match.index + match[0].length;
    const to = raw.indexOf('endstream', from);
    const bytes = pdf.subarray(from, to);
    try {
      return match[1]!.includes('FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
    } catch {
      return '';
    }
  });
  const all = `${raw}${streams.join('\n')}`;
  const known = new Set<string>();
  for (const map of streams.filter((text) => text.includes('beginbfchar') || text.includes('beginbfrange'))) {
    // Ranges hold glyph numbers in their first two places, so the two kinds are read apart.
    const ranges = [...map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)].map((part) => part[1]).join('\n');
    const singles = [...map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)].map((part) => part[1]).join('\n');
    for (const [, hex] of singles.matchAll(/<[0-9A-F]+>\s+<([0-9A-F]{4})>/gi)) known.add(String.fromCharCode(parseInt(hex ?? '0', 16)));
    for (const [, lo, hi, to] of ranges.matchAll(/<([0-9A-F]{4})>\s+<([0-9A-F]{4})>\s+<([0-9A-F]{4})>/gi)) {
      for (let i = 0; i <= parseInt(hi!, 16) - parseInt(lo!, 16); i++) known.add(String.fromCharCode(parseInt(to!, 16) + i));
    }
  }
  return {
    pages: (all.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length,
    fonts: [...new Set([...all.matchAll(/\/BaseFont\s*\/([\w+-]+)/g)].map(([, name]) => name ?? ''))],
    embedded: (all.match(/\/FontFile[23]?\b/g) ?? []).length,
    has: (text: string) => [...text].every((char) => known.has(char)),
  };
}

describe('on paper', () => {
  it.each([
    ['a few lines', 1],
    ['far more than fits', 60],
  ] as const)('%s make exactly one A4 page with the Chinese font inside', async (_, times) => {
    const app = await startApp(browser, { people: [{ name: '鑫淼焱垚', doNotContact: 'all', preferences: '爱喝岩茶'.repeat(times), notes: '备注很长。'.repeat(times * 5) }, { name: '王建国' }] });
    const { page, t } = app;
    const customerId = await idOf(app, '鑫淼焱垚');
    await app.call('relations.create', { customerId, otherId: await idOf(app, '王建国'), kind: 'spouse' });
    for (let i = 0; i < times; i++) await app.call('followUps.create', { customerId, at: Date.now() - i * DAY_MS, method: 'phone', content: `谈了春茶的事，第${String(i)}回，${'说了很多话。'.repeat(Math.min(times, 30))}` });
    await openProfile(app, '鑫淼焱垚');
    await app.button(t('portrait.print.button')).click();
    const sheet = page.locator('.sheet[data-ready="true"]');
    await sheet.waitFor();
    await sheet.getByText(t('portrait.print.doNotContact')).waitFor();
    const left = sheet.locator('.sheet-left');
    if (times > 1) {
      await left.getByText(t('portrait.print.leftText')).waitFor();
      expect(await sheet.innerText()).toContain('…');
    } else expect(await left.count()).toBe(0);
    expect(await sheet.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(1);
    const pdf = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(pdf.pages).toBe(1);
    expect(pdf.fonts.length).toBeGreaterThan(0);
    expect(pdf.fonts.filter((name) => !/NotoSansSC/i.test(name))).toEqual([]);
    expect(pdf.embedded).toBeGreaterThan(0);
    expect(pdf.has('鑫淼焱垚勿扰王建国爱喝岩茶春')).toBe(true);
    expect(pdf.has('龘')).toBe(false);
    await app.end();
  });
});
