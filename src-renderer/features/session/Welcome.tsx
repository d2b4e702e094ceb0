import { LockOutlined, ThunderboltOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useT } from '../../lib/i18n.ts';
import { useSample } from '../../lib/use-sample.ts';
import { ErrorNote } from '../../ui/States.tsx';
import { StepHead } from './StepHead.tsx';

/** The first screen of all: what this is in three lines, and the two ways in. */
export function Welcome(props: {
  readonly hasBooks: boolean;
  readonly onMake: () => void;
  readonly onRestore: () => void;
  readonly onExisting: () => void;
}) {
  const t = useT();
  const sample = useSample();
  return (
    <>
      <StepHead title={t('session.welcome.title')} intro={t('session.welcome.intro')} />
      <ul className="welcome-points">
        <li>
          <LockOutlined aria-hidden />
          {t('session.welcome.points.private')}
        </li>
        <li>
          <ThunderboltOutlined aria-hidden />
          {t('session.welcome.points.fast')}
        </li>
        <li>
          <UndoOutlined aria-hidden />
          {t('session.welcome.points.undo')}
        </li>
      </ul>
      {sample.error !== null && <ErrorNote error={sample.error} />}
      <div className="welcome-ways">
        <button type="button" className="way way-main" onClick={props.onMake} disabled={sample.busy}>
          <strong>{t('session.welcome.make')}</strong>
          <span>{t('session.welcome.makeHint')}</span>
        </button>
        <button type="button" className="way" onClick={() => void sample.open()} disabled={sample.busy} aria-busy={sample.busy}>
          <strong>{sample.busy ? t('session.lock.openingBook') : t('session.welcome.sample')}</strong>
          <span>{t('session.welcome.sampleHint')}</span>
        </button>
      </div>
      <div className="entrance-foot">
        <Button type="link" onClick={props.onRestore}>
          {t('session.welcome.restore')}
        </Button>
        {props.hasBooks && (
          <Button type="link" onClick={props.onExisting}>
            {t('session.welcome.existing')}
          </Button>
        )}
      </div>
    </>
  );
}
