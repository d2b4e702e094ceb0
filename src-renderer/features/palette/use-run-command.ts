import { useNavigate } from '@tanstack/react-router';
import { openHelp } from '../../lib/help.ts';
import { setPrefs, usePrefs } from '../../lib/prefs.ts';
import { useSettingsTarget, type SettingsPart } from '../../lib/settings-target.ts';
import { lockNow } from '../../lib/session.ts';
import { useUndo } from '../../lib/undo.ts';
import { useTransferIntent } from '../../lib/transfer-intent.ts';
import { openFollowUp } from '../follow-ups/follow-up-store.ts';
import { askReminder } from '../reminders/reminder-store.ts';
import { askTask } from '../tasks/task-store.ts';
import { useAskShown } from '../privacy/person-store.ts';
import { askSale } from '../sales/sale-store.ts';
import { useMoveChosen } from '../moving/use-move-chosen.ts';
import { TO_REVIEW } from '../fields/Doubts.tsx';
import { openPlain } from '../views/view-state.ts';
import { useChangeBook } from '../session/use-change-book.ts';
import type { CommandId } from './commands.ts';

const SCALES = [90, 100, 110, 125, 150] as const;

/** Does what a command says. */
export function useRunCommand(onKeys: () => void): (id: CommandId) => void {
  const navigate = useNavigate();
  const { undo, redo } = useUndo();
  const { fontScale } = usePrefs();
  const resize = (by: 1 | -1) => {
    const at = SCALES.findIndex((scale) => scale >= fontScale);
    void setPrefs({ fontScale: SCALES[Math.min(SCALES.length - 1, Math.max(0, at + by))] ?? 100 });
  };
  const open = (to: '/today' | '/sources' | '/customers' | '/sales' | '/receivables' | '/products' | '/bin' | '/transfer' | '/settings' | '/segments' | '/lifecycle' | '/tasks' | '/reminders' | '/calendar' | '/care' | '/visits' | '/greetings' | '/greet' | '/backup') => void navigate({ to });
  const transfer = (intent: 'import' | 'export') => {
    useTransferIntent.setState({ intent });
    open('/transfer');
  };
  const settings = (part: SettingsPart) => {
    useSettingsTarget.setState({ part });
    open('/settings');
  };
  const move = useMoveChosen();
  const exportPerson = useAskShown();
  const changeBook = useChangeBook();
  return (id) => {
    switch (id) {
      case 'newCustomer':
        return void navigate({ to: '/customers', search: { new: true } });
      case 'followUp':
        return openFollowUp(null);
      case 'newTask':
        return askTask({ kind: 'new', customerId: null });
      case 'newReminder':
        return askReminder({ kind: 'new', customerId: null });
      case 'newSale':
        return askSale({ kind: 'write', customerId: null });
      case 'payment':
        return askSale({ kind: 'pay', customerId: null });
      case 'import':
      case 'export':
        return transfer(id);
      case 'exportPerson':
        return exportPerson();
      case 'move':
        return move();
      case 'undo':
        return void undo();
      case 'redo':
        return void redo();
      case 'lock':
        return void lockNow();
      case 'switchBook':
        return void changeBook();
      case 'keys':
        return onKeys();
      case 'help':
        return openHelp();
      case 'today':
      case 'sources':
      case 'customers':
      case 'sales':
      case 'receivables':
      case 'products':
      case 'segments':
      case 'lifecycle':
      case 'tasks':
      case 'calendar':
      case 'reminders':
      case 'care':
      case 'visits':
      case 'greetings':
      case 'greet':
      case 'bin':
      case 'transfer':
        return open(`/${id}`);
      case 'review':
        openPlain({ all: [TO_REVIEW] });
        return open('/customers');
      case 'backups':
        return open('/backup');
      case 'settings':
        return settings('appearance');
      case 'backup':
      case 'restore':
      case 'check':
        return settings('data');
      case 'passphrase':
      case 'recovery':
      case 'autoLock':
        return settings('security');
      case 'words':
        return settings('book');
      case 'tags':
      case 'numbers':
        return settings(id);
      case 'fields':
        return void navigate({ to: '/settings/fields' });
      case 'people':
        return void navigate({ to: '/settings/people' });
      case 'checkUp':
        return void navigate({ to: '/settings/check-up' });
      case 'audit':
        return void navigate({ to: '/settings/audit' });
      case 'grades':
        return void navigate({ to: '/settings/grades' });
      case 'light':
      case 'dark':
      case 'contrast':
      case 'system':
        return void setPrefs({ theme: id });
      case 'chinese':
        return void setPrefs({ language: 'zh-CN' });
      case 'english':
        return void setPrefs({ language: 'en' });
      case 'larger':
        return resize(1);
      case 'smaller':
        return resize(-1);
      default:
        return id satisfies never;
    }
  };
}
