import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import type { TopicId } from '../../lib/help.ts';
import { Empty } from '../../ui/States.tsx';
import { findTopics, type FoundTopic, type Topics } from './search.ts';
import { TOPICS } from './topic-list.ts';

interface NavProps {
  readonly topics: Topics | null;
  readonly shown: TopicId;
  readonly onChoose: (id: TopicId) => void;
  readonly searchRef: React.RefObject<InputRef | null>;
}

/** The topics by groups; while something is typed, those that fit, best first. Enter opens the best. */
export function TopicNav({ topics, shown, onChoose, searchRef }: NavProps) {
  const t = useT();
  const [text, setText] = useState('');
  const typed = text.trim();
  const found = useMemo(() => (typed === '' ? null : findTopics(t, topics, typed)), [t, topics, typed]);
  const clear = (): void => {
    setText('');
    searchRef.current?.focus();
  };
  return (
    <div className="help-side no-print">
      <Input
        ref={searchRef}
        role="searchbox"
        autoFocus
        allowClear={{ clearIcon: <ClearSign /> }}
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={t('help.searchLabel')}
        placeholder={t('help.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          const best = found?.[0];
          if (!event.nativeEvent.isComposing && best) onChoose(best.topic.id);
        }}
        onKeyDown={(event) => {
          // The first Esc empties the field, the second closes the help.
          if (event.key !== 'Escape' || text === '' || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          event.nativeEvent.stopImmediatePropagation();
          setText('');
        }}
      />
      <p className="sr-only" role="status">
        {found !== null && t('help.found', { count: found.length })}
      </p>
      <nav aria-label={t('help.topicsLabel')}>
        {found === null ? <Groups shown={shown} onChoose={onChoose} /> : <Found found={found} typed={typed} shown={shown} onChoose={onChoose} onClear={clear} />}
      </nav>
    </div>
  );
}

/** The library's own has no name for a reader. */
function ClearSign() {
  const t = useT();
  return (
    <>
      <CloseCircleFilled aria-hidden="true" />
      <span className="sr-only">{t('customers.search.clear')}</span>
    </>
  );
}

function Groups({ shown, onChoose }: Pick<NavProps, 'shown' | 'onChoose'>) {
  const t = useT();
  return [...Map.groupBy(TOPICS, ({ group }) => group)].map(([group, topics]) => (
    <section key={group}>
      <h3>{t(`help.groups.${group}`)}</h3>
      <ul>
        {topics.map(({ id }) => (
          <li key={id}>
            <TopicButton id={id} snippet={null} shown={shown} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function Found(props: { readonly found: readonly FoundTopic[]; readonly typed: string; readonly onClear: () => void } & Pick<NavProps, 'shown' | 'onChoose'>) {
  const t = useT();
  if (props.found.length === 0)
    return <Empty text={t('help.nothing', { text: props.typed })} detail={t('help.nothingDetail')} action={<Button onClick={props.onClear}>{t('help.clear')}</Button>} />;
  return (
    <ul>
      {props.found.map(({ topic, snippet }) => (
        <li key={topic.id}>
          <TopicButton id={topic.id} snippet={snippet} shown={props.shown} onChoose={props.onChoose} />
        </li>
      ))}
    </ul>
  );
}

function TopicButton({ id, snippet, shown, onChoose }: { readonly id: TopicId; readonly snippet: string | null } & Pick<NavProps, 'shown' | 'onChoose'>) {
  const t = useT();
  const button = useRef<HTMLButtonElement>(null);
  const isShown = shown === id;
  useEffect(() => {
    if (isShown) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  return (
    <button ref={button} type="button" className="help-topic" {...(isShown && { 'aria-current': 'page' as const })} onClick={() => onChoose(id)}>
      {t(`help.topics.${id}`)}
      {snippet !== null && <small>{snippet}</small>}
    </button>
  );
}
