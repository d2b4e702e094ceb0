import { BellOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { putAwayAll, putAwayDue, putAwayMissed, useDue, type DueItem } from '../../lib/due.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { aboutOf, useDueActs, useNotices } from './use-notices.ts';
import './due-notices.css';

const SHOWN = 4;

/** In the corner of the window: what is due now and what was missed, with what can be done about it; read out politely. */
export function DueNotices() {
  const t = useT();
  const { items, missed } = useDue();
  const act = useDueActs();
  useNotices();
  const isEmpty = items.length === 0 && missed === 0;
  return (
    <section className={isEmpty ? '' : 'due no-print'} aria-label={t('reminders.notice.label')} aria-live="polite">
      {missed > 0 && (
        <div className="due-card">
          <p className="due-title">
            <BellOutlined aria-hidden /> {t('reminders.notice.missed', { count: missed })}
          </p>
          <p className="quiet">{t('reminders.notice.missedDetail')}</p>
          <div className="due-acts">
            <Button
              size="small"
              onClick={() => {
                putAwayMissed();
                void act({ act: 'open', ids: [] });
              }}
            >
              {t('reminders.notice.seeToday')}
            </Button>
            <Button size="small" type="text" onClick={putAwayMissed}>
              {t('reminders.notice.close')}
            </Button>
          </div>
        </div>
      )}
      {items.slice(0, SHOWN).map((item) => (
        <DueCard key={item.id} item={item} act={act} />
      ))}
      {items.length > SHOWN && (
        <div className="due-card">
          <p>{t('reminders.notice.more', { count: items.length - SHOWN })}</p>
          <Button size="small" onClick={putAwayAll}>
            {t('reminders.notice.closeAll')}
          </Button>
        </div>
      )}
    </section>
  );
}

function DueCard({ item, act }: { readonly item: DueItem; readonly act: ReturnType<typeof useDueActs> }) {
  const t = useT();
  const mayWork = useMay('reminders.finish');
  const does = (what: 'open' | 'hour' | 'tomorrow' | 'done') => () => void act({ act: what, ids: [item.id] });
  const about = aboutOf(t, item);
  return (
    <div className="due-card" role="group" aria-label={item.title}>
      <p className="due-title">
        <BellOutlined aria-hidden /> {item.title}
      </p>
      {about !== '' && <p className="quiet">{about}</p>}
      <div className="due-acts">
        <Button size="small" type="primary" onClick={does('open')}>
          {t('reminders.notice.open')}
        </Button>
        {mayWork && (
          <>
            <Button size="small" onClick={does('done')}>
              {t('reminders.notice.done')}
            </Button>
            <Button size="small" onClick={does('hour')}>
              {t('reminders.later.hour')}
            </Button>
            <Button size="small" onClick={does('tomorrow')}>
              {t('reminders.later.tomorrow')}
            </Button>
          </>
        )}
      </div>
      <Button className="due-close" size="small" type="text" icon={<CloseOutlined aria-hidden />} aria-label={`${t('reminders.notice.close')}: ${item.title}`} onClick={() => putAwayDue(item.id)} />
    </div>
  );
}
