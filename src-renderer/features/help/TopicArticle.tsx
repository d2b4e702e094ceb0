import { PrinterOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { Button } from 'antd';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { closeHelp, type TopicId } from '../../lib/help.ts';
import { printWindow } from '../../lib/print.ts';
import { useBook } from '../../lib/session.ts';
import { Commands, HelpTable } from './HelpTables.tsx';
import type { Part, Topic } from './said.ts';
import { Sentence } from './Sentence.tsx';
import { SCREENS, type HelpScreen } from './screens.ts';
import { topicOf } from './topic-list.ts';

interface ArticleProps {
  readonly id: TopicId;
  readonly topic: Topic;
  /** The reader chose it: the focus goes to its head, so that reading goes on there. */
  readonly takesFocus: boolean;
  readonly onChoose: (id: TopicId) => void;
  readonly onGo: ((screen: HelpScreen) => void) | null;
}

/** One topic, as it is read on screen and on paper. */
export function TopicArticle({ id, topic, takesFocus, onChoose, onGo }: ArticleProps) {
  const t = useT();
  const language = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <article className="help-article" aria-labelledby="help-heading">
      <header>
        <h2 id="help-heading" ref={heading} tabIndex={-1}>
          {t(`help.topics.${id}`)}
        </h2>
        <Button type="text" className="no-print" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => void printWindow()}>
          {t('help.print')}
        </Button>
      </header>
      <p className="help-about">
        <Sentence said={topic.about} />
      </p>
      {topic.parts.map((part) => (
        <HelpPart key={part.title} part={part} />
      ))}
      {onGo !== null && <Screens id={id} onGo={onGo} />}
      <nav className="help-see no-print" aria-label={t('help.see')}>
        <h3>{t('help.see')}</h3>
        <ul>
          {topicOf(id).see.map((other) => (
            <li key={other}>
              <Button type="link" size="small" onClick={() => onChoose(other)}>
                {t(`help.topics.${other}`)}
              </Button>
            </li>
          ))}
        </ul>
      </nav>
      <footer className="print-only">
        {t('help.printed')} · {formatDate(new Date().toLocaleDateString('sv'), language, 0)}
      </footer>
    </article>
  );
}

function HelpPart({ part }: { readonly part: Part }) {
  return (
    <section>
      <h3>{part.title}</h3>
      {part.steps && (
        <ol>
          {part.steps.map((said, at) => (
            <li key={at}>
              <Sentence said={said} />
            </li>
          ))}
        </ol>
      )}
      {part.points && (
        <ul>
          {part.points.map((said, at) => (
            <li key={at}>
              <Sentence said={said} />
            </li>
          ))}
        </ul>
      )}
      {part.table && <HelpTable table={part.table} />}
      {part.commands && <Commands commands={part.commands} />}
    </section>
  );
}

/** The screens the topic is about, as far as whoever is in may open them. */
function Screens({ id, onGo }: { readonly id: TopicId; readonly onGo: (screen: HelpScreen) => void }) {
  const t = useT();
  const denied = useBook()?.denied ?? [];
  const screens = topicOf(id).screens.map((screen): HelpScreen => SCREENS[screen]).filter(({ needs }) => needs === undefined || !denied.includes(needs));
  if (screens.length === 0) return null;
  return (
    <nav className="help-screens no-print" aria-label={t('help.screens')}>
      <h3>{t('help.screens')}</h3>
      <div>
        {screens.map((screen) => (
          <Button
            key={screen.name}
            onClick={() => {
              closeHelp();
              onGo(screen);
            }}
          >
            {screen.part === undefined ? t(screen.name) : `${t('ui.nav.settings')} · ${t(screen.name)}`}
          </Button>
        ))}
      </div>
    </nav>
  );
}
