/** A walk through the help, as it opens over the list. */
import { until, type App } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

export async function walkHelp(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await page.keyboard.press('F1');
  const help = page.getByRole('dialog', { name: t('help.title') });
  await help.getByRole('heading', { name: t('help.topics.find') }).waitFor();
  await visit(app, 'help');
  for (const id of ['fields', 'keys', 'cli', 'servers'] as const) {
    await help.getByRole('button', { name: t(`help.topics.${id}`), exact: true }).first().click();
    await help.getByRole('heading', { level: 2, name: t(`help.topics.${id}`) }).waitFor();
    await visit(app, `help: ${id}`);
  }
  const search = help.getByRole('searchbox');
  await search.fill(app.language === 'en' ? 'birthday' : '生日');
  await help.locator('.help-topic small').first().waitFor();
  await visit(app, 'help, searched');
  await search.fill(app.language === 'en' ? 'zeppelin' : '飞艇');
  await help.locator('.state').waitFor();
  await visit(app, 'help, nothing found');
  await page.keyboard.press('F1');
  await until(() => page.getByRole('dialog').count(), 0);
}
