/**
 * Who may call what: one line for every method of the contract, and no other place. The
 * type makes a method without a line a compile error; whoever a line does not name is
 * refused. What a role alone does not say is a right of the person (shared/modules/people.ts).
 */
import type { MethodName } from '../../../shared/contract/index.ts';
import type { EntityName } from '../../../shared/modules/history.ts';
import { effectiveRights } from '../../../shared/modules/people.ts';
import type { Insider, Rights, Role } from '../../../shared/modules/people.ts';

/** `own`: allowed, with the customers the person is in charge of and what belongs to them. */
export type Verdict = 'allow' | 'own' | 'deny';

interface Rule {
  readonly roles: readonly Role[];
  /** `none`: not about customers. `own`: can be kept to some of them. `whole`: tells of all of them, and is refused to whoever may see only some. */
  readonly scope: 'none' | 'own' | 'whole';
  readonly right: Exclude<keyof Rights, 'ownOnly'> | null;
  /** The passphrase must have been proved within five minutes: `several` only where a book has more people than its owner. */
  readonly fresh: 'never' | 'several' | 'always';
  /** What `id` and `ids` in its input name, where it is `own` and changes something. */
  readonly of: EntityName;
}

const EVERYBODY: readonly Role[] = ['owner', 'manager', 'staff', 'readonly'];
const WORKERS: readonly Role[] = ['owner', 'manager', 'staff'];
const LEADERS: readonly Role[] = ['owner', 'manager'];
const OWNERS: readonly Role[] = ['owner'];

const rule = (roles: readonly Role[], scope: Rule['scope'], more: Partial<Rule> = {}): Rule => ({ right: null, fresh: 'never', of: 'customer', ...more, roles, scope });
const of = (entity: EntityName): Partial<Rule> => ({ of: entity });

const anybody = rule(EVERYBODY, 'none');
const look = rule(EVERYBODY, 'own');
const lookAtAll = rule(EVERYBODY, 'whole');
const lookAtMoney = rule(EVERYBODY, 'own', { right: 'seeAmounts' });
const allMoney = rule(EVERYBODY, 'whole', { right: 'seeAmounts' });
const worker = rule(WORKERS, 'none');
const work = rule(WORKERS, 'own');
const workOn = (entity: EntityName, more: Partial<Rule> = {}) => rule(WORKERS, 'own', { ...of(entity), ...more });
const lead = rule(LEADERS, 'none');
const leadAll = rule(LEADERS, 'whole');
const owner = rule(OWNERS, 'whole');
const ownerProved = rule(OWNERS, 'whole', { fresh: 'several' });
const ownerAlwaysProved = rule(OWNERS, 'whole', { fresh: 'always' });
const takeOut = rule(WORKERS, 'whole', { right: 'export', fresh: 'several' });

const RULES: Readonly<Record<MethodName, Rule>> = {
  // Entrance, this computer and the person's own passphrase.
  'session.status': anybody,
  'books.list': anybody,
  'books.create': anybody,
  'books.openSample': anybody,
  'books.removeSample': anybody,
  'books.forget': anybody,
  'books.add': anybody,
  'books.takeHome': anybody,
  'session.unlock': anybody,
  'session.lock': anybody,
  'session.touch': anybody,
  'session.prove': anybody,
  'session.changePassphrase': anybody,
  'session.confirmRecovery': owner,
  'session.reissueRecovery': owner,
  'session.drill': owner,
  'session.setKeychain': owner,
  'session.changeKey': owner,
  'session.addOwnerKey': owner,
  'prefs.get': anybody,
  'prefs.set': anybody,
  'jobs.list': anybody,
  'jobs.get': anybody,
  'jobs.cancel': anybody,

  // Customers.
  'customers.list': look,
  'customers.facets': look,
  'customers.get': look,
  'customers.search': look,
  'customers.found': look,
  'customers.duplicates': look,
  'customers.contacts': rule(EVERYBODY, 'own'),
  'customers.create': work,
  'customers.update': work,
  'customers.verify': work,
  'customers.confirm': work,
  'customers.notSame': work,
  'customers.tag': work,
  'customers.remove': rule(WORKERS, 'own', { right: 'delete' }),
  'customers.restore': rule(WORKERS, 'whole', { right: 'delete' }),
  'bulk.preview': rule(LEADERS, 'whole'),
  'bulk.edit': leadAll,
  'recent.list': look,
  'recent.note': rule(EVERYBODY, 'own'),
  'portrait.get': look,
  'timeline.list': look,
  'timeline.counts': look,
  'history.list': look,
  'history.restoreValue': rule(LEADERS, 'whole'),
  'undo.status': anybody,
  'undo.interrupted': lead,
  'undo.keep': leadAll,
  'undo.undo': worker,
  'undo.redo': worker,

  // What belongs to a customer.
  'followUps.list': look,
  'followUps.get': look,
  'followUps.create': workOn('followUp'),
  'followUps.update': workOn('followUp'),
  'followUps.remove': workOn('followUp'),
  'tasks.list': look,
  'tasks.counts': look,
  'tasks.ofCustomer': look,
  'tasks.message': look,
  'tasks.create': workOn('task'),
  'tasks.update': workOn('task'),
  'tasks.finish': workOn('task'),
  'tasks.miss': workOn('task'),
  'tasks.skip': workOn('task'),
  'tasks.snooze': workOn('task'),
  'tasks.reopen': workOn('task'),
  'tasks.remove': workOn('task'),
  'tasks.export': takeOut,
  'relations.list': look,
  'relations.graph': look,
  'relations.create': workOn('relation'),
  'relations.update': workOn('relation'),
  'relations.remove': workOn('relation'),
  'relations.linkCompany': work,
  'attachments.list': look,
  'attachments.thumbs': look,
  'attachments.read': look,
  'attachments.totals': lookAtAll,
  'attachments.add': workOn('attachment'),
  'attachments.paste': workOn('attachment'),
  'attachments.setThumb': workOn('attachment'),
  'attachments.save': rule(WORKERS, 'own', of('attachment')),
  'attachments.rename': workOn('attachment'),
  'attachments.remove': workOn('attachment'),
  'consents.list': look,
  'consents.scopes': lookAtAll,
  'consents.create': workOn('consent'),
  'consents.update': workOn('consent'),
  'consents.remove': workOn('consent'),
  'consents.addMany': leadAll,

  'calendar.entries': look,
  'calendar.payments': lookAtMoney,
  'calendar.export': takeOut,
  'handOff.card': rule(WORKERS, 'own', { right: 'seePhones' }),
  'handOff.cards': takeOut,
  'handOff.event': rule(WORKERS, 'whole', { right: 'seePhones' }),

  'gifts.list': look,
  'gifts.create': workOn('gift'),
  'gifts.update': workOn('gift'),
  'gifts.remove': workOn('gift'),

  // Greetings.
  'greetings.list': anybody,
  'greetings.create': lead,
  'greetings.update': lead,
  'greetings.remove': lead,
  'greetings.addReady': lead,
  'greetings.preview': work,
  'greetings.contacted': work,

  // Care plans.
  'care.plans': anybody,
  'care.ofCustomer': look,
  'care.proposals': rule(WORKERS, 'whole'),
  'care.confirm': rule(WORKERS, 'whole'),
  'care.decline': rule(WORKERS, 'whole'),
  'care.settleLeft': rule(WORKERS, 'whole'),
  'care.start': work,
  'care.setRun': workOn('careRun'),
  'care.look': rule(WORKERS, 'whole'),
  'care.createPlan': lead,
  'care.updatePlan': lead,
  'care.removePlan': lead,
  'care.addPreset': lead,
  'visits.plans': look,
  'visits.get': look,
  'visits.report': look,
  'visits.list': look,
  'visits.preview': rule(WORKERS, 'whole'),
  'visits.create': rule(WORKERS, 'whole'),
  'visits.update': rule(WORKERS, 'whole', of('visitPlan')),
  'visits.remove': rule(WORKERS, 'whole', of('visitPlan')),

  // Reminders.
  'reminders.list': look,
  'reminders.counts': look,
  'reminders.ofCustomer': look,
  'reminders.get': look,
  'reminders.upcoming': look,
  'reminders.preview': anybody,
  'reminders.missed': look,
  'reminders.clearMissed': workOn('reminder'),
  'reminders.create': workOn('reminder'),
  'reminders.update': workOn('reminder'),
  'reminders.finish': workOn('reminder'),
  'reminders.skip': workOn('reminder'),
  'reminders.snooze': workOn('reminder'),
  'reminders.handOver': workOn('reminder'),
  'reminders.pause': workOn('reminder'),
  'reminders.resume': workOn('reminder'),
  'reminders.remove': workOn('reminder'),
  'holidays.years': anybody,
  'holidays.get': anybody,
  'holidays.import': lead,

  // Sales and money.
  'sales.list': lookAtMoney,
  'sales.sums': lookAtMoney,
  'sales.get': lookAtMoney,
  'sales.summary': lookAtMoney,
  'sales.bySource': allMoney,
  'sales.create': workOn('sale', { right: 'seeAmounts' }),
  'sales.update': workOn('sale', { right: 'seeAmounts' }),
  'sales.refund': workOn('sale', { right: 'seeAmounts' }),
  'sales.unlock': rule(LEADERS, 'whole', { right: 'seeAmounts' }),
  'sales.remove': workOn('sale', { right: 'delete' }),
  'sales.restore': rule(WORKERS, 'whole', { right: 'delete' }),
  'sales.settings': anybody,
  'sales.setSettings': lead,
  'sales.export': takeOut,
  'sales.import': leadAll,
  'sales.planImport': leadAll,
  'sales.importProblems': leadAll,
  'payments.list': lookAtMoney,
  'payments.create': workOn('payment', { right: 'seeAmounts' }),
  'payments.update': workOn('payment', { right: 'seeAmounts' }),
  'payments.remove': workOn('payment', { right: 'delete' }),
  'payments.restore': rule(WORKERS, 'whole', { right: 'delete' }),
  'receivables.list': allMoney,
  'receivables.sales': lookAtMoney,
  'receivables.due': allMoney,
  'receivables.export': takeOut,
  'rates.list': anybody,
  'rates.set': lead,
  'rates.remove': lead,
  'rates.saleTotal': allMoney,
  'rates.owedTotal': allMoney,
  'products.list': anybody,
  'products.get': anybody,
  'products.categories': anybody,
  'products.create': lead,
  'products.update': lead,
  'products.change': lead,
  'products.remove': rule(LEADERS, 'none', { right: 'delete' }),
  'products.restore': rule(LEADERS, 'none', { right: 'delete' }),
  'products.export': rule(LEADERS, 'none', { right: 'export', fresh: 'several' }),
  'products.import': lead,

  // Lists, words and rules of the book.
  'views.list': anybody,
  'views.since': look,
  'views.opened': anybody,
  'views.create': lead,
  'views.update': lead,
  'views.reorder': lead,
  'views.remove': lead,
  'views.export': lead,
  'views.import': lead,
  'segments.list': anybody,
  'segments.count': look,
  'segments.counts': look,
  'segments.of': look,
  'segments.create': leadAll,
  'segments.update': leadAll,
  'segments.remove': leadAll,
  'segments.members': leadAll,
  'tags.list': look,
  'tags.create': worker,
  'tags.update': lead,
  'tags.remove': lead,
  'tags.merge': leadAll,
  'fields.list': anybody,
  'fields.names': anybody,
  'fields.check': rule(LEADERS, 'whole'),
  'fields.extras': rule(LEADERS, 'whole', { right: 'seePhones' }),
  'fields.create': lead,
  'fields.update': leadAll,
  'fields.setOwnerOnly': owner,
  'fields.remove': leadAll,
  'fields.arrange': lead,
  'fields.addPreset': lead,
  'fields.fromExtra': leadAll,
  'numbering.get': anybody,
  'numbering.set': lead,
  'numbering.fill': leadAll,
  'settings.get': anybody,
  'settings.set': lead,
  'drafts.get': anybody,
  'drafts.set': anybody,
  'grades.rules': rule(LEADERS, 'none'),
  'grades.preview': leadAll,
  'grades.apply': leadAll,
  'grades.setByHand': work,
  'lifecycle.month': lookAtAll,
  'lifecycle.moves': lookAtAll,
  'lifecycle.why': lookAtMoney,
  'lifecycle.lock': work,
  'lifecycle.setRules': leadAll,
  'lifecycle.preview': leadAll,

  // In and out of the program.
  'import.inspect': leadAll,
  'import.preview': leadAll,
  'import.start': leadAll,
  'import.resume': leadAll,
  'import.undo': leadAll,
  'import.list': leadAll,
  'import.errorFile': rule(LEADERS, 'whole', { right: 'seePhones' }),
  'import.template': anybody,
  'export.start': takeOut,
  'calls.list': rule(WORKERS, 'whole', { right: 'export' }),
  'outputs.quiet': lookAtAll,
  'privacy.erasePreview': owner,
  'privacy.erase': ownerProved,
  'privacy.exportPerson': rule(LEADERS, 'whole', { right: 'export', fresh: 'several' }),
  'moving.list': owner,
  'moving.preview': owner,
  'moving.start': ownerProved,
  'moving.finish': owner,
  'moving.takeBack': owner,
  'moving.undo': owner,
  'moving.leave': owner,

  // Copies, check-up, record of operations.
  'backup.status': anybody,
  'backup.copies': owner,
  'backup.places': owner,
  'backup.addTarget': ownerProved,
  'backup.addRemote': ownerProved,
  'backup.changeRemote': ownerProved,
  'backup.removeTarget': ownerProved,
  'backup.testRemote': owner,
  'backup.create': ownerProved,
  'backup.run': rule(WORKERS, 'none'),
  'backup.due': rule(WORKERS, 'none'),
  'backup.prove': owner,
  'backup.findCopies': anybody,
  'backup.restore': anybody,
  'repair.look': anybody,
  'repair.run': anybody,
  'backup.compare': owner,
  'backup.differences': owner,
  'backup.bringBack': ownerProved,
  'backup.endCompare': owner,
  'data.check': leadAll,
  'checkUp.get': owner,
  'audit.list': owner,
  'audit.status': owner,
  'audit.verify': owner,
  'audit.export': ownerProved,
  'audit.note': anybody,

  // People.
  'people.list': look,
  'people.create': ownerAlwaysProved,
  'people.update': ownerAlwaysProved,
  'people.setPassphrase': ownerAlwaysProved,
  'people.remove': ownerAlwaysProved,
  'people.handOver': owner,
};

/** What somebody of this role and these rights may do with a method. */
export function verdictOf(method: MethodName, { role, rights }: Pick<Insider, 'role' | 'rights'>): Verdict {
  const { roles, right, scope } = RULES[method];
  const has = effectiveRights(role, rights);
  if (!roles.includes(role) || (right !== null && !has[right])) return 'deny';
  if (!has.ownOnly || scope === 'none') return 'allow';
  return scope === 'own' ? 'own' : 'deny';
}

/** When a method asks for the passphrase anew. */
export const asksForProof = (method: MethodName): 'never' | 'several' | 'always' => RULES[method].fresh;

/** What `id` and `ids` in the input of a command name. */
export const entityOf = (method: MethodName): EntityName => RULES[method].of;
