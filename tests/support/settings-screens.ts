/** A walk through the settings and what opens from them. */
import { until, type App } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

/** The page itself, backups, the record of operations, what proves who one is, fields. */
export async function walkSettings(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await app.go('settings');
  await page.getByRole('heading', { name: t('settings.sections.about') }).waitFor();
  await visit(app, 'settings');
  await page.getByRole('link', { name: t('backup.nav') }).click();
  await page.getByText(t('backup.concerns.noTarget')).waitFor();
  await visit(app, 'backups');
  await app.button(t('backup.run')).click();
  await page.getByText(t('backup.done', { count: 1 })).waitFor({ timeout: 60_000 });
  await app.button(t('backup.places.kinds.ring')).click();
  await page.getByText(t('backup.copies.untried')).waitFor();
  await visit(app, 'the copies at a place');
  await page.getByRole('dialog').getByRole('button', { name: t('backup.copies.restore') }).first().click();
  await page.getByRole('dialog').locator('input[type="password"]').waitFor();
  await visit(app, 'a copy to be restored');
  await page.getByRole('dialog').getByRole('button', { name: t('ui.actions.back') }).click();
  await theComparison(app, visit);
  await page.keyboard.press('Escape');
  await app.button(t('backup.places.add')).click();
  await page.getByLabel(t('backup.adding.folder')).waitFor();
  await visit(app, 'a place for backups');
  for (const way of ['webdav', 's3'] as const) {
    await page.getByRole('dialog').getByText(t(`backup.adding.way.${way}`), { exact: true }).click();
    await page.getByRole('dialog').locator('input[type="password"]').waitFor();
    await visit(app, `a place for backups on a server, ${way}`);
  }
  await page.keyboard.press('Escape');
  await app.go('settings');
  await app.button(t('privacy.audit.open')).click();
  await page.locator('.audit .row-list').waitFor();
  await visit(app, 'activity record');
  await app.go('settings');
  await app.button(t('checkUp.openPage')).click();
  await page.locator('.check-points').first().waitFor();
  await visit(app, 'security check-up');
  await app.button(t('checkUp.actions.drill')).click();
  await page.getByRole('dialog', { name: t('checkUp.drill.title') }).waitFor();
  await visit(app, 'drill of the recovery code');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await app.go('settings');
  await page.getByRole('heading', { name: t('settings.sections.about') }).waitFor();
  await app.button(t('settings.security.change')).click();
  await page.getByRole('dialog', { name: t('settings.security.changeTitle') }).waitFor();
  await visit(app, 'change the passphrase');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await app.button(t('settings.security.reissue')).click();
  await page.getByRole('dialog', { name: t('settings.security.reissueTitle') }).waitFor();
  await visit(app, 'new recovery code');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await app.button(t('settings.data.restoreButton')).click();
  await page.getByRole('dialog', { name: t('session.restore.title') }).waitFor();
  await visit(app, 'restore from inside');
  await page.getByRole('dialog').getByText(t('session.restore.way.webdav'), { exact: true }).click();
  await page.getByRole('dialog').getByLabel(t('backup.remote.url')).waitFor();
  await visit(app, 'restore from a server');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  await theFields(app, visit);
}

/** A copy laid beside the book, which has changed since. Begins and ends at the list of copies. */
async function theComparison(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const dialog = page.getByRole('dialog');
  const compare = () => dialog.getByRole('button', { name: t('backup.copies.compare') }).first().click();
  await compare();
  await dialog.getByText(t('backup.compare.same')).waitFor({ timeout: 60_000 });
  await visit(app, 'a copy that is like the book');
  await dialog.getByRole('button', { name: t('ui.actions.back'), exact: true }).click();
  const { id, notes } = (await app.call('customers.list', {})).rows[0]!;
  await app.call('customers.update', { id, patch: { notes: app.language === 'en' ? 'Likes jasmine' : '喜欢茉莉' } });
  await compare();
  await dialog.getByRole('textbox', { name: t('backup.compare.find') }).waitFor({ timeout: 60_000 });
  await visit(app, 'a copy and the book');
  await dialog.getByRole('button', { name: t('ui.actions.back'), exact: true }).click();
  await app.call('customers.update', { id, patch: { notes } });
}

/** Fields of one's own: the page, a form of each sort, a formula that is wrong. */
async function theFields(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await app.button(t('customFields.settings.open')).click();
  await page.locator('.field-row').first().waitFor();
  await visit(app, 'fields');
  await page.getByRole('button', { name: t('customFields.page.add'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('summary').click();
  await visit(app, 'new field');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  const formula = (await app.call('fields.list', {})).fields.find((field) => field.kind === 'formula');
  if (!formula) throw new Error('no formula among the fields of a new book');
  await app.button(t('customFields.page.edit', { field: formula.label })).click();
  await dialog.getByRole('textbox', { name: t('customFields.formula.label') }).fill('[1 + ');
  await page.locator('.formula-problem').waitFor();
  await visit(app, 'formula');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
  const text = (await app.call('fields.list', {})).fields.find((field) => field.kind === 'text');
  if (!text) throw new Error('no text among the fields of a new book');
  await app.button(t('customFields.page.edit', { field: text.label })).click();
  await page.getByRole('checkbox', { name: t('customFields.ownerOnly.label') }).press('Space');
  await dialog.getByRole('button', { name: t('ui.actions.save'), exact: true }).click();
  await page.getByRole('dialog', { name: t('customFields.ownerOnly.sealTitle', { field: text.label }) }).waitFor();
  await until(() => page.getByRole('dialog').count(), 1);
  await visit(app, 'keep a field to the owner');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
}
