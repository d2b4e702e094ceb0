/** A walk through how customers stand: lifecycle, the rules of grades, stages and purchase groups, why somebody is where they are. */
import { until, type App } from './app.ts';

type Visit = (app: App, name: string) => Promise<void>;

/** Begins anywhere, ends on the list. */
export async function walkStanding(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await page.getByRole('link', { name: t('lifecycle.nav'), exact: true }).click();
  await page.locator('.stage-card').first().waitFor();
  await visit(app, 'lifecycle');
  await theRules(app, visit);
  await app.go('customers');
  await thePurchaseGroups(app, visit);
  await page.locator('[data-row] [data-column="0"]').first().click();
  await page.locator('.inspector .stage-chip').click();
  await page.locator('.why').waitFor();
  await visit(app, 'why');
  await app.button(t('lifecycle.why.lock')).click();
  await page.getByRole('textbox', { name: t('lifecycle.lock.reason') }).waitFor();
  await visit(app, 'locking a stage');
  await page.keyboard.press('Escape');
  await until(() => page.getByRole('dialog').count(), 0);
}

/** Grades, stages and purchase groups, each with what other rules would change. */
async function theRules(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  await page.evaluate(() => (location.hash = '#/settings/grades'));
  await app.button(t('lifecycle.settings.suggest')).click();
  await app.button(t('lifecycle.settings.preview')).click();
  await page.locator('.grade-counts').waitFor();
  await visit(app, 'rules of grades');
  await page.getByLabel(t('lifecycle.settings.loyalSales')).fill('2');
  await app.button(`${t('lifecycle.settings.preview')}: ${t('lifecycle.settings.stages')}`).click();
  await page.getByRole('region', { name: `${t('lifecycle.settings.previewTitle')}: ${t('lifecycle.settings.stages')}` }).waitFor();
  await visit(app, 'other days for the stages');
  const groups = page.getByRole('region', { name: t('lifecycle.rfm.title'), exact: true });
  await groups.getByRole('spinbutton', { name: t('lifecycle.rfm.sales') }).fill('2');
  await groups.scrollIntoViewIfNeeded();
  await visit(app, 'purchase groups');
}

/** The chart of the groups by how lately, how often and for how much people bought. */
async function thePurchaseGroups(app: App, visit: Visit): Promise<void> {
  const { page, t } = app;
  const dialog = page.getByRole('dialog');
  await app.button(t('views.chart.button')).click();
  await dialog.getByRole('combobox', { name: t('views.chart.field') }).click();
  // On a busy machine the list comes up late; closed before that, it would be judged while it fades.
  const choices = page.locator('.ant-select-dropdown:visible');
  await choices.locator('.ant-select-item-option').first().waitFor();
  await page.keyboard.type(t('fields.customer.rfm'));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: t('views.chart.title', { field: t('fields.customer.rfm') }) }).locator('tbody tr').first().waitFor();
  await until(() => choices.count(), 0);
  await visit(app, 'chart of purchase groups');
  await page.keyboard.press('Escape');
  await until(() => dialog.count(), 0);
}
