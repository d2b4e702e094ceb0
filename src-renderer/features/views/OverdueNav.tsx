import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Condition } from '../../../shared/kernel/filter.ts';
import { useT } from '../../lib/i18n.ts';
import { useListView } from '../common/model/list-view.ts';
import { openPlain } from './view-state.ts';
import { TO_REVIEW } from '../fields/Doubts.tsx';
import { OVERDUE } from '../fields/Verify.tsx';

interface NavProps {
  readonly small: boolean;
  readonly here: boolean;
  readonly onGo: (act: () => void) => void;
}

/** In the sidebar: the customers whose record is due for a check, as a list that can be filtered further. */
export function OverdueNav(props: NavProps) {
  const t = useT();
  return <PresetNav {...props} condition={OVERDUE} icon={<CheckCircleOutlined aria-hidden />} name={t('customFields.verify.filter')} />;
}

/** In the sidebar: the customers with a value that looks wrong. */
export function ReviewNav(props: NavProps) {
  const t = useT();
  return <PresetNav {...props} condition={TO_REVIEW} icon={<ExclamationCircleOutlined aria-hidden />} name={t('customFields.review.filter')} />;
}

function PresetNav({ small, here, onGo, condition, icon, name }: NavProps & { readonly condition: Condition; readonly icon: ReactNode; readonly name: string }) {
  const isOn = useListView((view) => view.viewId === null && JSON.stringify(view.conditions) === JSON.stringify([condition]));
  return (
    <li>
      <button type="button" className="sidebar-item" title={small ? name : undefined} aria-current={here && isOn ? 'page' : undefined} onClick={() => onGo(() => openPlain({ all: [condition] }))}>
        {icon}
        <span className="sidebar-word">{name}</span>
      </button>
    </li>
  );
}
