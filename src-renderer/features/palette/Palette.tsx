import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useEffect, useRef, useState } from 'react';
import { texts } from '../../../shared/i18n/index.ts';
import { fitOf } from '../../lib/fit.ts';
import { openHelp } from '../../lib/help.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useRecent } from '../../lib/recent.ts';
import { JumpItems } from '../views/JumpItems.tsx';
import { topicFit, TOPICS } from '../help/topic-list.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { useBook } from '../../lib/session.ts';
import { commandKey, commands, isOffered, type CommandGroup, type CommandInfo } from './commands.ts';
import { CustomerItem, RecentItem, SHOWN_IN_PALETTE } from './CustomerItem.tsx';
import { useRunCommand } from './use-run-command.ts';
import './palette.css';

const NOTHING: readonly string[] = [];
const ORDER: readonly CommandGroup[] = ['actions', 'screens', 'settings'];

/** Ctrl+K: find a customer, go somewhere, do something; by any name in either language, by pinyin, or by its initials. */
export function Palette({ onClose, onKeys }: { readonly onClose: () => void; readonly onKeys: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const typed = text.trim();
  const runCommand = useRunCommand(onKeys);
  const recent = useRecent();
  const found = useApiQuery('customers.search', { text: typed, limit: 8 }, { enabled: typed !== '', placeholderData: keepPreviousData });
  const customers = typed === '' ? [] : (found.data?.rows ?? []);
  const foundIds = customers.map(({ id }) => id);
  const why = useApiQuery('customers.found', { text: typed, ids: foundIds, shown: SHOWN_IN_PALETTE }, { enabled: foundIds.length > 0, retry: false });
  const placesOf = (id: number) => why.data?.rows.find((row) => row.id === id)?.places ?? [];
  const denied = useBook()?.denied ?? NOTHING;
  const groups = matching(typed, denied);
  const run = (act: () => void) => {
    onClose();
    act();
  };
  const openCustomer = (id: number) => run(() => void navigate({ to: '/customers/$id', params: { id } }));
  const group = (name: CommandGroup) =>
    (groups.get(name) ?? []).length > 0 && (
      <Command.Group key={name} heading={t(`palette.groups.${name}`)}>
        {(groups.get(name) ?? []).map((command) => (
          <Command.Item key={command.id} value={`command ${command.id}`} onSelect={() => run(() => runCommand(command.id))}>
            <span>{t(commandKey(command.id))}</span>
            {command.keys !== undefined && <KeyHint keys={command.keys} />}
          </Command.Item>
        ))}
      </Command.Group>
    );
  return (
    <PaletteFrame label={t('palette.label')} onClose={onClose}>
      <Command label={t('palette.label')} shouldFilter={false} loop>
        <Command.Input autoFocus value={text} onValueChange={setText} placeholder={t('palette.placeholder')} aria-label={t('palette.label')} />
        <Command.List label={t('palette.label')}>
          {typed !== '' && !found.isFetching && <Command.Empty>{t('palette.nothing', { text: typed })}</Command.Empty>}
          {customers.length > 0 && (
            <Command.Group heading={t('palette.groups.customers')}>
              {customers.map((customer) => (
                <CustomerItem key={customer.id} customer={customer} places={placesOf(customer.id)} onOpen={() => openCustomer(customer.id)} />
              ))}
            </Command.Group>
          )}
          <JumpItems typed={typed} onRun={run} />
          {typed === '' && recent.length > 0 && (
            <Command.Group heading={t('palette.groups.recent')}>
              {recent.map((id) => (
                <RecentItem key={id} id={id} onOpen={() => openCustomer(id)} />
              ))}
            </Command.Group>
          )}
          {ORDER.map(group)}
          <HelpTopics typed={typed} onRun={run} />
        </Command.List>
      </Command>
    </PaletteFrame>
  );
}

const MOST_TOPICS = 4;

/** Topics of the help that fit; last, because one looks for a customer or a deed far more often. */
function HelpTopics({ typed, onRun }: { readonly typed: string; readonly onRun: (act: () => void) => void }) {
  const t = useT();
  if (typed === '') return null;
  const topics = TOPICS.map((topic) => ({ id: topic.id, fit: topicFit(topic, typed) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, MOST_TOPICS);
  if (topics.length === 0) return null;
  return (
    <Command.Group heading={t('palette.groups.help')}>
      {topics.map(({ id }) => (
        <Command.Item key={id} value={`help ${id}`} onSelect={() => onRun(() => openHelp(id))}>
          {t(`help.topics.${id}`)}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** The panel over the window. Focus stays in the field; it goes back to where it was when the panel closes. */
function PaletteFrame(props: { readonly label: string; readonly onClose: () => void; readonly children: React.ReactNode }) {
  const before = useRef(document.activeElement);
  useEffect(() => {
    const element = before.current;
    return () => {
      if (element instanceof HTMLElement && element.isConnected) element.focus();
    };
  }, []);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      props.onClose();
    }
    if (event.key === 'Tab') event.preventDefault();
  };
  return (
    <div className="palette-back" onMouseDown={(event) => event.target === event.currentTarget && props.onClose()}>
      <div className="palette" role="dialog" aria-modal="true" aria-label={props.label} onKeyDown={onKeyDown}>
        {props.children}
      </div>
    </div>
  );
}

/** The commands that fit, best first, by group. With nothing typed: the actions and screens, not every setting. */
function matching(typed: string, denied: readonly string[]): ReadonlyMap<CommandGroup, readonly CommandInfo[]> {
  const fitting = commands
    .filter((command) => isOffered(command.id, denied))
    .map((command) => ({ command, fit: fitOf(command, labelsOf(command), typed) }))
    .filter(({ command, fit }) => fit > 0 && (typed !== '' || command.group !== 'settings'))
    .sort((a, b) => b.fit - a.fit);
  return Map.groupBy(
    fitting.map(({ command }) => command),
    (command) => command.group,
  );
}

function labelsOf(command: CommandInfo): readonly string[] {
  return [texts['zh-CN'].palette.commands[command.id], texts.en.palette.commands[command.id]];
}
