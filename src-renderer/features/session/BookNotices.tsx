import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useSample } from '../../lib/use-sample.ts';
import { lockNow, useBook } from '../../lib/session.ts';

/** One quiet line above the page for what the owner should know: the sample book, an unchecked recovery code, what opening found. */
export function BookNotices() {
  const t = useT();
  const book = useBook();
  const sample = useSample();
  if (book === null) return null;
  if (book.sample) {
    return (
      <aside className="book-notice book-notice-sample">
        <span>{t('session.sampleBar.text')}</span>
        <Button size="small" onClick={() => void lockNow()}>
          {t('session.sampleBar.make')}
        </Button>
        <Button size="small" type="link" danger loading={sample.busy} onClick={() => void sample.remove()}>
          {t('session.sampleBar.remove')}
        </Button>
      </aside>
    );
  }
  const warning = book.warnings[0];
  if (warning !== undefined) {
    return (
      <aside className="book-notice">
        {errorLine(t, warning)}
      </aside>
    );
  }
  if (book.recoveryConfirmed) return null;
  return (
    <aside className="book-notice">
      <span>{t('session.firstScreen.confirmLater')}</span>
      <Link to="/settings">{t('session.firstScreen.confirmAction')}</Link>
    </aside>
  );
}
