import { Link } from '@tanstack/react-router';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Loading } from '../../ui/States.tsx';
import { STARRED } from '../views/view-state.ts';
import { TodayPart } from './TodayPart.tsx';

const SHOWN = 10;

/** Starred customers, and those looked at last. */
export function TodayPeople() {
  const t = useT();
  const starred = useApiQuery('customers.list', { query: { filter: STARRED, sort: { field: 'name', direction: 'asc' } }, limit: SHOWN });
  const recent = useApiQuery('recent.list', {});
  return (
    <>
      <People title={t('today.starred')} rows={starred.data?.rows} none={t('today.noStarred')} />
      <People title={t('today.recent')} rows={recent.data?.rows.slice(0, SHOWN)} none={t('today.noRecent')} />
    </>
  );
}

function People(props: { readonly title: string; readonly rows: readonly Customer[] | undefined; readonly none: string }) {
  return (
    <TodayPart title={props.title}>
      {props.rows === undefined && <Loading rows={3} />}
      {props.rows?.length === 0 && <p className="quiet">{props.none}</p>}
      <ul>
        {props.rows?.map((one) => (
          <li key={one.id}>
            <Link to="/customers/$id" params={{ id: one.id }} className="today-person">
              <Avatar name={one.name} size="small" />
              <span className="today-name">{one.name}</span>
              <span className="quiet">{one.company ?? one.grade ?? ''}</span>
            </Link>
          </li>
        ))}
      </ul>
    </TodayPart>
  );
}
