import { FilterOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { calendarKindSchema } from '../../../shared/modules/calendar.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { setPrefs } from '../../lib/prefs.ts';

/** Which kinds are shown, and whether the other calendar is. */
export function ShowMenu({ hidden }: { readonly hidden: readonly string[] }) {
  const t = useT();
  const seesMoney = useMay('calendar.payments');
  const kinds = calendarKindSchema.options.filter((kind) => kind !== 'payment' || seesMoney);
  const set = (name: string, isShown: boolean): void => void setPrefs({ calendarHidden: isShown ? hidden.filter((one) => one !== name) : [...hidden, name] });
  const box = (name: string, label: string) => (
    <Checkbox key={name} checked={!hidden.includes(name)} onChange={(event) => set(name, event.target.checked)}>
      {label}
    </Checkbox>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="cal-show" role="group" aria-label={t('calendarPage.show')}>
          {kinds.map((kind) => box(kind, t(`calendarPage.kinds.${kind}`)))}
          {box('lunar', t('calendarPage.lunarShown'))}
        </div>
      }
    >
      <Button icon={<FilterOutlined aria-hidden />} aria-haspopup="dialog">
        {t('calendarPage.show')}
      </Button>
    </Popover>
  );
}
