import { Drawer, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { closeHelp, useHelp, type TopicId } from '../../lib/help.ts';
import { Loading } from '../../ui/States.tsx';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import type { HelpScreen } from './screens.ts';
import { TopicArticle } from './TopicArticle.tsx';
import { TopicNav } from './TopicNav.tsx';
import { pathOf, topicOfPath } from './where.ts';
import { useTopics } from './use-topics.ts';
import './help.css';

/**
 * The help over the window: topics and search at the left, the topic at the right. What lies beneath stays as it is. `onGo` opens a screen
 * of the book; without it, before a book is open, no screen is offered.
 */
export function HelpDrawer({ onGo }: { readonly onGo: ((screen: HelpScreen) => void) | null }) {
  const t = useT();
  const isOpen = useHelp((help) => help.isOpen);
  const search = useRef<InputRef>(null);
  useFocusBack(isOpen);
  return (
    <Drawer
      open={isOpen}
      title={t('help.title')}
      size="min(64rem, 100vw)"
      rootClassName="help-root"
      onClose={closeHelp}
      autoFocus={false}
      afterOpenChange={(opened) => opened && document.activeElement?.closest('.help') === null && search.current?.focus()}
      destroyOnHidden
      styles={{ body: { padding: 0 } }}
    >
      <Help onGo={onGo} searchRef={search} />
    </Drawer>
  );
}

function Help({ onGo, searchRef }: { readonly onGo: ((screen: HelpScreen) => void) | null; readonly searchRef: React.RefObject<InputRef | null> }) {
  const asked = useHelp((help) => help.topic);
  const here = useHelp((help) => help.here.at(-1));
  const [start] = useState<TopicId>(() => asked ?? here ?? topicOfPath(pathOf(window.location.hash)));
  const [shown, setShown] = useState({ topic: start, isChosen: false });
  const topics = useTopics();
  const choose = (topic: TopicId): void => setShown({ topic, isChosen: true });
  return (
    <div className="help">
      <TopicNav topics={topics} shown={shown.topic} onChoose={choose} searchRef={searchRef} />
      {topics === null ? (
        <Loading rows={10} />
      ) : (
        <TopicArticle key={shown.topic} id={shown.topic} topic={topics[shown.topic]} takesFocus={shown.isChosen} onChoose={choose} onGo={onGo} />
      )}
    </div>
  );
}
