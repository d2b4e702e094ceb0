import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import type { Language } from '../../../shared/modules/words.ts';
import { openHelp } from '../../lib/help.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { setPrefs } from '../../lib/prefs.ts';
import { BookPicture, Mark } from '../../ui/pictures.tsx';
import './entrance.css';

const LANGUAGES: { readonly label: string; readonly value: Language }[] = [
  { label: '中文', value: 'zh-CN' },
  { label: 'English', value: 'en' },
];

/** The cover of the book at the left, what is asked at the right; the language can be changed at any time. */
export function EntranceFrame({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="entrance">
      <aside className="entrance-cover no-print">
        <div className="entrance-brand">
          <Mark size={32} />
          <span>{t('ui.product')}</span>
        </div>
        <div className="entrance-drawing" aria-hidden="true">
          <BookPicture />
        </div>
        <p className="entrance-tagline">{t('session.tagline')}</p>
      </aside>
      <div className="entrance-side">
        <header className="entrance-language no-print">
          <Button type="text" size="small" icon={<QuestionCircleOutlined aria-hidden="true" />} aria-haspopup="dialog" aria-keyshortcuts="F1" onClick={() => openHelp()}>
            {t('help.title')}
          </Button>
          <Segmented
            size="small"
            aria-label={t('session.language')}
            value={language}
            options={LANGUAGES}
            onChange={(value) => void setPrefs({ language: value })}
          />
        </header>
        <main className="entrance-page">{children}</main>
      </div>
    </div>
  );
}
