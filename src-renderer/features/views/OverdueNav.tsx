import { CheckCircleOutlined } from '@ant-design/icons';
import { useT } from '../../lib/i18n.ts';
import { useListView } from '../common/model/list-view.ts';
import { openPlain } from './view-state.ts';
import { OVERDUE } from '../fields/Verify.tsx';

/** In the sidebar: the customers whose record is due for a check, as a list that can be filtered further. */
export function OverdueNav({ small, here, onGo }: { readonly small: boolean; readonly here: boolean; readonly onGo: (act: () => void) => void }) {
  const t = useT();
  const isOn = useListView((view) => view.viewId === null && JSON.stringify(view.conditions) === JSON.stringify([OVERDUE]));
  return (
    <li>
      <button type="button" className="sidebar-item" title={small ? t('customFields.verify.filter') : undefined} aria-current={here && isOn ? 'page' : undefined} onClick={() => onGo(() => openPlain({ all: [OVERDUE] }))}>
        <CheckCircleOutlined aria-hidden />
        <span className="sidebar-word">{t('customFields.verify.filter')}</span>
      </button>
    </li>
  );
}
