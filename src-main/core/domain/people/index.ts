/** People who work with a book. What needs keys (their passphrases) is in app/people-routes.ts. */
import type { peopleMethods } from '../../../../shared/modules/people.ts';
import type { Routes } from '../context.ts';
import { handOverRoute } from './people.service.ts';

export const peopleRoutes: Routes<Extract<keyof typeof peopleMethods, 'people.handOver'>> = {
  'people.handOver': handOverRoute,
};

export { openContacts } from './contacts.ts';
export { activePerson, allPeople, countActive, OWNER_ACTOR, OWNER_INSIDER, ownerFieldOf, type StoredPerson } from './people.repo.ts';
export { addPerson, changePerson, dropPerson, handOver, listPeople, nameTaken, showPerson } from './people.service.ts';
export type { KnownPerson } from './people.service.ts';
