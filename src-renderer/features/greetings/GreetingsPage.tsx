import { MoreOutlined, PlusOutlined, SendOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { Greeting } from '../../../shared/modules/greetings.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { BookPicture } from '../../ui/pictures.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { TaskTabs } from '../tasks/TaskTabs.tsx';
import { GreetingForm } from './GreetingForm.tsx';
import { OccasionChip } from './OccasionChip.tsx';
import '../tasks/tasks.css';
import './greetings.css';

/** The texts to greet with: what each says, its occasion, and the way to use it. */
export function GreetingsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { data, isPending, isError, error, refetch } = useApiQuery('greetings.list', {});
  const [form, setForm] = useState<{ readonly greeting: Greeting | null } | null>(null);
  const greetings = data?.greetings ?? [];
  const mayWrite = useMay('greetings.create');
  useShortcut('n', () => setForm({ greeting: null }), { label: t('greetings.keys.add'), enabled: mayWrite });
  return (
    <Page
      title={t('greetings.title')}
      {...(greetings.length > 0 && { count: t('greetings.count', { count: greetings.length }) })}
      width="text"
      tools={<TaskTabs page="greetings" />}
      actions={
        <>
          {mayWrite && greetings.length > 0 && <Ready />}
          {mayWrite && (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => setForm({ greeting: null })}>
              {t('greetings.add')}
              <KeyHint keys="n" />
            </Button>
          )}
          <May call="greetings.preview">
            <Button type="primary" icon={<SendOutlined aria-hidden />} onClick={() => void navigate({ to: '/greet', search: {} })}>
              {t('greetings.start')}
            </Button>
          </May>
        </>
      }
    >
      {isPending && <Loading />}
      {isError && <ErrorState error={toAppError(error)} onRetry={() => void refetch()} />}
      {data && greetings.length === 0 && <Empty picture={<BookPicture />} text={t('greetings.empty')} detail={t('greetings.emptyDetail')} action={mayWrite && <Ready />} />}
      {greetings.length > 0 && (
        <div className="greetings">
          <ul className="greeting-list" aria-label={t('greetings.templates')}>
            {greetings.map((greeting) => (
              <Line key={greeting.id} greeting={greeting} onEdit={() => setForm({ greeting })} />
            ))}
          </ul>
          <p className="quiet">{t('greetings.about')}</p>
        </div>
      )}
      {form !== null && <GreetingForm greeting={form.greeting} onClose={() => setForm(null)} />}
    </Page>
  );
}

function Ready() {
  const t = useT();
  const undoToast = useUndoToast();
  const add = async (): Promise<void> => {
    const reply = await api.call('greetings.addReady', {});
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const { added } = reply.value;
    undoToast(added === 0 ? t('greetings.readyNone') : t('greetings.readyAdded', { count: added }), added === 0 ? undefined : reply.actionId);
  };
  return <Button onClick={() => void add()}>{t('greetings.ready')}</Button>;
}

function Line({ greeting, onEdit }: { readonly greeting: Greeting; readonly onEdit: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const undoToast = useUndoToast();
  const mayWrite = useMay('greetings.update');
  const { id, name, body } = greeting;
  const remove = async (): Promise<void> => {
    const reply = await api.call('greetings.remove', { id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('greetings.removed', { name }), reply.actionId);
  };
  const items = [
    { key: 'edit', label: t('greetings.edit'), onClick: onEdit },
    { type: 'divider' as const },
    { key: 'remove', danger: true, label: t('greetings.remove'), onClick: () => void remove() },
  ];
  return (
    <li className="greeting-line">
      <div className="greeting-what">
        <p className="greeting-head">
          {mayWrite ? (
            <button type="button" className="greeting-name" onClick={onEdit}>
              {name}
            </button>
          ) : (
            <strong>{name}</strong>
          )}
          <OccasionChip greeting={greeting} />
        </p>
        <p className="quiet greeting-body">{body}</p>
      </div>
      <May call="greetings.preview">
        <Button aria-label={t('greetings.useOf', { name })} onClick={() => void navigate({ to: '/greet', search: { use: id } })}>
          {t('greetings.use')}
        </Button>
      </May>
      {mayWrite && (
        <Dropdown trigger={['click']} menu={{ items }}>
          <Button type="text" icon={<MoreOutlined aria-hidden />} aria-haspopup="menu" aria-label={t('greetings.actions', { name })} />
        </Dropdown>
      )}
    </li>
  );
}
