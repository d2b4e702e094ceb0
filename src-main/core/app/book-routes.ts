/** Every method that works on the open book, from the folders of its nouns. */
import { AppFailure } from '../../../shared/kernel/result.ts';
import { defaultMigrationsDir, loadMigrations } from '../database/migrate.ts';
import { attachmentRoutes } from '../domain/attachments/index.ts';
import { bulkRoutes } from '../domain/bulk/index.ts';
import { careRoutes } from '../domain/care/index.ts';
import { visitRoutes } from '../domain/visits/index.ts';
import { consentRoutes } from '../domain/consents/index.ts';
import { customerRoutes, tagRoutes } from '../domain/customers/index.ts';
import { fieldRoutes } from '../domain/fields/index.ts';
import { followUpRoutes } from '../domain/follow-ups/index.ts';
import { giftRoutes } from '../domain/gifts/index.ts';
import { greetingRoutes } from '../domain/greetings/index.ts';
import { lifecycleRoutes } from '../domain/lifecycle/index.ts';
import { numberingRoutes } from '../domain/numbering/index.ts';
import { peopleRoutes } from '../domain/people/index.ts';
import { productRoutes } from '../domain/products/index.ts';
import { rateRoutes } from '../domain/rates/index.ts';
import { relationRoutes } from '../domain/relations/index.ts';
import { paymentRoutes, saleRoutes } from '../domain/sales/index.ts';
import { reminderRoutes } from '../domain/reminders/index.ts';
import { segmentRoutes } from '../domain/segments/index.ts';
import { settingsRoutes } from '../domain/settings/index.ts';
import { taskRoutes } from '../domain/tasks/index.ts';
import { viewRoutes } from '../domain/views/index.ts';
import { attachmentFileRoutes } from '../operations/attachments/index.ts';
import { auditRoutes } from '../operations/audit/index.ts';
import { backupRoutes, remoteRoutes } from '../operations/backup/index.ts';
import { bringBackRoutes } from '../operations/bring-back/index.ts';
import { calendarRoutes } from '../operations/calendar/index.ts';
import { checkRoutes } from '../operations/check/index.ts';
import { checkUpRoutes } from '../operations/check-up/index.ts';
import { eraseRoutes } from '../operations/erase/index.ts';
import { holidayRoutes } from '../operations/holidays/index.ts';
import { historyRoutes } from '../operations/history/index.ts';
import { movingRoutes } from '../operations/moving/index.ts';
import type { MovingDeps } from '../operations/moving/index.ts';
import { personRoutes } from '../operations/person/index.ts';
import { ownerOnlyRoutes } from '../operations/owner-only/index.ts';
import { outputRoutes } from '../operations/outputs/index.ts';
import { saleFileRoutes } from '../operations/sales/index.ts';
import { sharingRoutes } from '../operations/sharing/index.ts';
import { timelineRoutes } from '../operations/timeline/index.ts';
import { transferRoutes } from '../operations/transfer/index.ts';
import type { VaultKeys } from '../vault/index.ts';
import { copyDeps, withCopyFirst } from './backup-watch.ts';
import type { DispatchDeps } from './dispatch.ts';
import { headerSettings } from './header-settings.ts';
import type { BookParts } from './open-book.ts';
import { personKeyRoutes } from './people-routes.ts';
import type { Session, SessionDeps } from './session.ts';

/** The handlers by method; what they need of the session is asked when they are called. */
export function bookRoutes(deps: SessionDeps, session: Session): DispatchDeps['bookRoutes'] {
  return withCopyFirst(deps, session.book, {
    ...customerRoutes,
    ...tagRoutes,
    ...lifecycleRoutes,
    ...segmentRoutes,
    ...viewRoutes,
    ...sharingRoutes,
    ...bulkRoutes,
    ...numberingRoutes,
    ...fieldRoutes,
    ...productRoutes,
    ...saleRoutes,
    ...paymentRoutes,
    ...rateRoutes,
    ...saleFileRoutes,
    ...followUpRoutes,
    ...relationRoutes,
    ...consentRoutes,
    ...giftRoutes,
    ...greetingRoutes,
    ...attachmentRoutes,
    ...attachmentFileRoutes,
    ...timelineRoutes,
    ...taskRoutes,
    ...careRoutes,
    ...reminderRoutes,
    ...holidayRoutes,
    ...calendarRoutes,
    ...visitRoutes,
    ...historyRoutes,
    ...peopleRoutes,
    ...personKeyRoutes(deps.vault, session),
    ...eraseRoutes,
    ...personRoutes,
    ...auditRoutes,
    ...settingsRoutes,
    ...headerSettings(deps.vault, () => openKeys(session)),
    ...transferRoutes,
    ...outputRoutes,
    ...ownerOnlyRoutes,
    ...movingRoutes(() => movingDeps(deps, session)),
    ...checkRoutes,
    ...backupRoutes(() => copyDeps(deps, openParts(session))),
    ...checkUpRoutes(() => ({ ...copyDeps(deps, openParts(session)), appVersion: deps.core.version })),
    ...remoteRoutes(() => copyDeps(deps, openParts(session))),
    ...bringBackRoutes(() => ({ ...copyDeps(deps, openParts(session)), migrations: () => schemas(deps) })),
  });
}

/** What moving customers needs of the other books: where they lie, and the keys of the one that is open. */
function movingDeps({ core, vault, shelf }: SessionDeps, session: Session): MovingDeps {
  return {
    vault,
    keys: openKeys(session),
    dirOf: (ref) => shelf.find(ref)?.dir ?? null,
    known: () => shelf.list(),
    migrations: () => schemas({ core }),
  };
}

const schemas = ({ core }: Pick<SessionDeps, 'core'>) => loadMigrations(core.migrationsDir ?? defaultMigrationsDir());

function openParts(session: Session): BookParts {
  const parts = session.book();
  if (!parts) throw new AppFailure('session.locked');
  return parts;
}

const openKeys = (session: Session): VaultKeys => openParts(session).keys;
