/** `settings.set`, and with it what the vault header tells of the book before it is unlocked. */
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { Handler } from '../domain/context.ts';
import { settingsRoutes } from '../domain/settings/index.ts';
import { updateBookFacts } from '../vault/index.ts';
import type { VaultDeps, VaultKeys } from '../vault/index.ts';

/** The shelf shows name and language of a locked book from its header, so both must follow the settings. */
export function headerSettings(vault: VaultDeps, keys: () => VaultKeys): { readonly 'settings.set': Handler<'settings.set'> } {
  return {
    'settings.set': async (ctx, values) => {
      const { name, language, kind } = values;
      const facts = Object.entries({ name, language, kind }).filter(([, value]) => value !== undefined);
      if (facts.length > 0) {
        const done = await updateBookFacts(vault, ctx.book.dir, keys(), Object.fromEntries(facts));
        if (!done.ok) throw new AppFailure(done.error.code, done.error);
      }
      return settingsRoutes['settings.set'](ctx, values);
    },
  };
}
