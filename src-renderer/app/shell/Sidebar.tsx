import {
  CheckSquareOutlined,
  ClusterOutlined,
  CalendarOutlined,
  ScheduleOutlined,
  DeleteOutlined,
  ImportOutlined,
  LockOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  SettingOutlined,
  ShoppingOutlined,
  SyncOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Link, useRouterState } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { BookMenu } from '../../features/session/BookMenu.tsx';
import { BackupIcon } from '../../features/backup/BackupIcon.tsx';
import { ViewsNav } from '../../features/views/ViewsNav.tsx';
import { openHelp } from '../../lib/help.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { setPrefs, usePrefs } from '../../lib/prefs.ts';
import { lockNow } from '../../lib/session.ts';
import { keyCaps } from '../../lib/shortcuts.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { useNarrow } from './use-narrow.ts';

/** Where one can go, in the order of a working day; at the foot what is needed seldom. Narrow windows show the icons only. */
export function Sidebar({ onSearch }: { readonly onSearch: () => void }) {
  const t = useT();
  const prefs = usePrefs();
  const narrow = useNarrow();
  const small = narrow || prefs.sidebarCollapsed;
  const [sells, seesStages, bins, imports, exports, keepsCopies] = [useMay('sales.list'), useMay('lifecycle.month'), useMay('customers.restore'), useMay('import.start'), useMay('export.start'), useMay('backup.places')];
  return (
    <nav className={small ? 'sidebar sidebar-small' : 'sidebar'} aria-label={t('ui.nav.label')}>
      <BookMenu />
      <Tip small={small} text={t('ui.nav.search')}>
        <button type="button" className="sidebar-item sidebar-search" onClick={onSearch} aria-keyshortcuts="Control+K">
          <SearchOutlined aria-hidden />
          <span className="sidebar-word">{t('ui.nav.search')}</span>
          <KeyHint keys="mod+k" />
        </button>
      </Tip>
      <ul>
        <Item to="/today" icon={<CalendarOutlined aria-hidden />} label={t('today.title')} small={small} />
        <Item to="/customers" icon={<TeamOutlined aria-hidden />} label={t('ui.nav.customers')} small={small} />
        <Item to="/tasks" icon={<CheckSquareOutlined aria-hidden />} label={t('tasks.title')} small={small} also={['/reminders', '/care', '/visits', '/greetings', '/greet']} />
        <Item to="/calendar" icon={<ScheduleOutlined aria-hidden />} label={t('calendarPage.title')} small={small} />
        {sells && <Item to="/sales" icon={<ShoppingOutlined aria-hidden />} label={t('sales.nav')} small={small} also={['/receivables', '/products', '/sources']} />}
        <Item to="/segments" icon={<ClusterOutlined aria-hidden />} label={t('segments.title')} small={small} />
        {seesStages && <Item to="/lifecycle" icon={<SyncOutlined aria-hidden />} label={t('lifecycle.nav')} small={small} />}
        {bins && <Item to="/bin" icon={<DeleteOutlined aria-hidden />} label={t('ui.nav.bin')} small={small} />}
      </ul>
      <ViewsNav small={small} />
      <ul className="sidebar-foot">
        {(imports || exports) && <Item to="/transfer" icon={<ImportOutlined aria-hidden />} label={t('ui.nav.transfer')} small={small} />}
        {keepsCopies && <Item to="/backup" icon={<BackupIcon />} label={t('backup.nav')} small={small} />}
        <Item to="/settings" icon={<SettingOutlined aria-hidden />} label={t('ui.nav.settings')} small={small} />
        <li>
          <Tip small={small} text={t('help.title')}>
            <button type="button" className="sidebar-item" aria-keyshortcuts="F1" aria-haspopup="dialog" onClick={() => openHelp()}>
              <QuestionCircleOutlined aria-hidden />
              <span className="sidebar-word">{t('help.title')}</span>
              <KeyHint keys="f1" />
            </button>
          </Tip>
        </li>
        <li>
          <Tip small={small} text={t('ui.nav.lockHint', { keys: keyCaps('mod+l').join('+') })}>
            <button type="button" className="sidebar-item" aria-keyshortcuts="Control+L" onClick={() => void lockNow()}>
              <LockOutlined aria-hidden />
              <span className="sidebar-word">{t('ui.nav.lock')}</span>
              <KeyHint keys="mod+l" />
            </button>
          </Tip>
        </li>
        {!narrow && (
          <li>
            <button
              type="button"
              className="sidebar-item sidebar-fold"
              aria-label={t(small ? 'ui.nav.expand' : 'ui.nav.collapse')}
              onClick={() => void setPrefs({ sidebarCollapsed: !small })}
            >
              {small ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined aria-hidden />}
            </button>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Item(props: {
  readonly to: '/today' | '/customers' | '/segments' | '/lifecycle' | '/tasks' | '/calendar' | '/sales' | '/bin' | '/transfer' | '/backup' | '/settings';
  readonly icon: ReactNode;
  readonly label: string;
  readonly small: boolean;
  /** Other pages behind the same entry. */
  readonly also?: readonly string[];
}) {
  const beside = useRouterState({ select: ({ location }) => props.also?.includes(location.pathname) === true });
  return (
    <li>
      <Tip small={props.small} text={props.label}>
        <Link to={props.to} className="sidebar-item" {...(beside && { 'aria-current': 'true' as const })} activeProps={{ 'aria-current': 'page' }}>
          {props.icon}
          <span className="sidebar-word">{props.label}</span>
        </Link>
      </Tip>
    </li>
  );
}

/** The word beside an icon that stands alone. */
function Tip(props: { readonly small: boolean; readonly text: string; readonly children: ReactNode }) {
  return (
    <Tooltip title={props.small ? props.text : ''} placement="right" mouseEnterDelay={0.3}>
      {props.children}
    </Tooltip>
  );
}
