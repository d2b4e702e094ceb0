import { CheckCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { CHECK_POINTS, judgeCheckUp, type CheckLevel, type CheckPoint, type CheckUp } from '../../../shared/modules/check-up.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { ErrorState, Loading, Note } from '../../ui/States.tsx';
import { ChangePassphrase } from '../settings/ChangePassphrase.tsx';
import { ReissueRecovery } from '../settings/ReissueRecovery.tsx';
import { Drill } from './Drill.tsx';
import { pointAction, pointText } from './point-words.ts';
import { usePointDeeds, type DialogName } from './use-point-deeds.ts';
import './check-up.css';

const ICONS: Readonly<Record<CheckLevel, ReactNode>> = {
  bad: <ExclamationCircleFilled aria-hidden />,
  hint: <InfoCircleFilled aria-hidden />,
  good: <CheckCircleFilled aria-hidden />,
};

/** 安全体检: every point that keeps the book safe, what to do about it, the urgent ones first. */
export function CheckUpPage() {
  const t = useT();
  const found = useApiQuery('checkUp.get', {}, { staleTime: 0 });
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const close = (): void => {
    setDialog(null);
    void found.refetch();
  };
  return (
    <Page title={t('checkUp.title')} width="text">
      {found.isPending && <Loading rows={6} />}
      {found.error !== null && <ErrorState error={toAppError(found.error)} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && <Points found={found.data} onDialog={setDialog} onChange={() => void found.refetch()} />}
      {dialog === 'passphrase' && <ChangePassphrase onClose={close} />}
      {dialog === 'reissue' && <ReissueRecovery onClose={close} />}
      {dialog === 'drill' && <Drill onClose={close} />}
    </Page>
  );
}

function Points(props: { readonly found: CheckUp; readonly onDialog: (name: DialogName) => void; readonly onChange: () => void }) {
  const t = useT();
  const levels = judgeCheckUp(props.found);
  const of = (level: CheckLevel): readonly CheckPoint[] => CHECK_POINTS.filter((point) => levels[point] === level);
  const open = [...of('bad'), ...of('hint')];
  return (
    <div className="check-up">
      <Note kind={open.length === 0 ? 'positive' : of('bad').length > 0 ? 'warning' : 'info'}>
        <span role="status">{open.length === 0 ? t('checkUp.allGood') : t(of('bad').length > 0 ? 'checkUp.toDo' : 'checkUp.toThink', { count: of('bad').length || open.length })}</span>
      </Note>
      <PointList title={t('checkUp.open')} points={open} levels={levels} {...props} />
      <PointList title={t('checkUp.good')} points={of('good')} levels={levels} {...props} />
    </div>
  );
}

interface PointListProps {
  readonly title: string;
  readonly points: readonly CheckPoint[];
  readonly levels: Readonly<Record<CheckPoint, CheckLevel>>;
  readonly found: CheckUp;
  readonly onDialog: (name: DialogName) => void;
  readonly onChange: () => void;
}

function PointList({ title, points, levels, found, onDialog, onChange }: PointListProps) {
  const t = useT();
  const language = useLanguage();
  const { busy, deed } = usePointDeeds({ onDialog, onChange });
  if (points.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="check-points">
        {points.map((point) => {
          const action = pointAction(t, point, found);
          return (
            <li key={point} className={`check-point is-${levels[point]}`}>
              <span className="check-icon" role="img" aria-label={t(`checkUp.levels.${levels[point]}`)}>
                {ICONS[levels[point]]}
              </span>
              <div>
                <h3>{t(`checkUp.points.${point}.title`)}</h3>
                <p className="quiet">{pointText(t, language, point, found)}</p>
              </div>
              {action !== null && (
                <Button loading={busy === point} onClick={() => void deed(point, found)}>
                  {action}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
