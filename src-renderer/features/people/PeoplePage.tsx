import { MoreOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import type { Person, Rights } from '../../../shared/modules/people.ts';
import { useApiQuery } from '../../lib/api.ts';
import { sentences, toAppError } from '../../lib/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { setChangingKey, useBook } from '../../lib/session.ts';
import { Page } from '../../ui/Page.tsx';
import { Empty, ErrorState, Loading, Note } from '../../ui/States.tsx';
import { HandOverDialog, LeaveDialog } from './LeaveDialog.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { PersonPassphrase } from './PersonPassphrase.tsx';
import '../../ui/past-table.css';
import './people.css';

type Question = { readonly kind: 'add' } | { readonly kind: 'change' | 'passphrase' | 'hand' | 'leave'; readonly person: Person };

/** 人员和权限: who may open this book besides its owner, and what each may do. */
export function PeoplePage() {
  const t = useT();
  const list = useApiQuery('people.list', {});
  const [question, setQuestion] = useState<Question | null>(null);
  const people = list.data?.people ?? [];
  const book = useBook();
  // The new key is sealed with the passphrase of the owner who made the book.
  const isMaker = book?.person.id === 0 && !book.sample;
  const close = (): void => {
    setQuestion(null);
    void list.refetch();
  };
  return (
    <Page
      title={t('people.title')}
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setQuestion({ kind: 'add' })}>
          {t('people.add')}
        </Button>
      }
      width="text"
    >
      <div className="people">
        <p className="quiet">{t('people.about')}</p>
        {list.isPending && <Loading rows={3} />}
        {list.isError && <ErrorState error={toAppError(list.error)} onRetry={() => void list.refetch()} />}
        {list.data && people.length === 0 && <Empty text={t('people.none')} />}
        {people.length > 0 && <PeopleTable people={people} onAsk={setQuestion} />}
        <Note kind="info">
          {sentences(t('people.honest'), t('people.oldCopies'))}
        </Note>
        {isMaker && (
          <section className="people-key">
            <h2>{t('keyChange.people')}</h2>
            <p className="quiet">{t('keyChange.hint')}</p>
            <Button onClick={() => setChangingKey(true)}>{t('keyChange.open')}</Button>
          </section>
        )}
      </div>
      {question !== null && <Answer question={question} people={people} onClose={close} />}
    </Page>
  );
}

function Answer({ question, people, onClose }: { readonly question: Question; readonly people: readonly Person[]; readonly onClose: () => void }) {
  if (question.kind === 'add') return <PersonDialog person={null} onClose={onClose} />;
  const { person } = question;
  const others = people.filter((one) => one.active && one.id !== person.id);
  if (question.kind === 'change') return <PersonDialog person={person} onClose={onClose} />;
  if (question.kind === 'passphrase') return <PersonPassphrase person={person} onClose={onClose} />;
  return question.kind === 'hand' ? <HandOverDialog person={person} others={others} onClose={onClose} /> : <LeaveDialog person={person} others={others} onClose={onClose} />;
}

function PeopleTable({ people, onAsk }: { readonly people: readonly Person[]; readonly onAsk: (question: Question) => void }) {
  const t = useT();
  return (
    <table className="past-table people-table">
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('people.role')}</th>
          <th scope="col">{t('people.what')}</th>
          <th scope="col" className="numbers">
            {t('people.customers')}
          </th>
          <th scope="col">
            <span className="sr-only">{t('people.acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} onAsk={onAsk} />
        ))}
      </tbody>
    </table>
  );
}

function PersonRow({ person, onAsk }: { readonly person: Person; readonly onAsk: (question: Question) => void }) {
  const t = useT();
  const language = useLanguage();
  const self = useBook()?.person.id === person.id;
  const item = (kind: 'change' | 'passphrase' | 'hand' | 'leave', label: string, danger = false) => ({ key: kind, label, danger, onClick: () => onAsk({ kind, person }) });
  const hand = person.customers > 0 ? [item('hand', t('people.menu.hand'))] : [];
  const items: MenuProps['items'] = person.active
    ? [item('change', t('people.menu.change')), item('passphrase', t('people.menu.passphrase')), ...hand, item('leave', t('people.menu.leave'), true)]
    : [item('passphrase', t('people.menu.back')), ...hand];
  return (
    <tr>
      <th scope="row">
        {person.name}
        {person.active && !person.hasPassphrase && (
          <Button type="link" size="small" className="people-needed" aria-label={`${t('keyChange.needed')}: ${person.name}`} onClick={() => onAsk({ kind: 'passphrase', person })}>
            {t('keyChange.needed')}
          </Button>
        )}
      </th>
      <td>{person.active ? t(`people.roles.${person.role}.name`) : <span className="quiet">{t('people.left')}</span>}</td>
      <td className="quiet">{person.active && rightsText(t, person)}</td>
      <td className="numbers tabular">{formatNumber(person.customers, language)}</td>
      <td>
        {!self && (
          <Dropdown trigger={['click']} menu={{ items }}>
            <Button type="text" icon={<MoreOutlined aria-hidden />} aria-haspopup="menu" aria-label={t('people.menu.label', { name: person.name })} />
          </Dropdown>
        )}
      </td>
    </tr>
  );
}

const SHOWN: readonly (keyof Rights)[] = ['export', 'delete', 'seeAmounts', 'seePhones', 'ownOnly'];

/** What a person has beyond their role, in one line. */
function rightsText(t: Translate, { role, rights }: Person): string {
  if (role === 'owner') return t('people.rights.all');
  const words = SHOWN.filter((right) => rights[right]).map((right) => t(`people.rights.${right}`));
  return words.length === 0 ? t('people.rights.none') : words.join(' · ');
}
