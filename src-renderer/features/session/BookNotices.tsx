import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useErrorText } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { lockNow, useBook } from '../../lib/session.ts';
import { useSample } from './use-sample.ts';

/** One quiet line above the page for what the owner should know: the sample book, an unchecked recovery code, what opening found. */
export function BookNotices() {
  const t = useT();
  const book = useBook();
  const sample = useSample();
  const errorText = useErrorText();
  if (book === null) return null;
  if (book.sample) {
    return (
      <div className="book-notice book-notice-sample" role="note">
        <span>{t('session.sampleBar.text')}</span>
        <Button size="small" onClick={() => void lockNow()}>
          {t('session.sampleBar.make')}
        </Button>
        <Button size="small" type="link" danger loading={sample.busy} onClick={() => void sample.remove()}>
          {t('session.sampleBar.remove')}
        </Button>
      </div>
    );
  }
  const warning = book.warnings[0];
  if (warning !== undefined) {
    const text = errorText(warning);
    return (
      <div className="book-notice" role="note">
        {text.what} {text.remedy}
      </div>
    );
  }
  if (book.recoveryConfirmed) return null;
  return (
    <div className="book-notice" role="note">
      <span>{t('session.firstScreen.confirmLater')}</span>
      <Link to="/settings">{t('session.firstScreen.confirmAction')}</Link>
    </div>
  );
}
