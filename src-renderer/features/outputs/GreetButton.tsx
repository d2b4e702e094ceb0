import { SendOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback } from 'react';
import type { Festival } from '../../../shared/kernel/festivals.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { api } from '../../lib/api.ts';
import type { Occasion } from '../../../shared/modules/greetings.ts';
import { beginGreeting, type GreetAsk, useGreet } from './greet-store.ts';

interface Begin {
  readonly ask: GreetAsk | null;
  /** The text offered first: of this occasion, and of this festival where one fits. */
  readonly occasion?: Occasion;
  readonly festival?: Festival;
}

/** Opens the batch with these customers. */
export function useOpenGreet(): (begin: Begin) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ ask, occasion, festival }) => {
      beginGreeting({ ask, whom: ask === null ? (occasion === 'birthday' ? 'birthday' : 'all') : 'ask', festival: festival ?? null });
      void firstText(occasion, festival);
      void navigate({ to: '/greet', search: {} });
    },
    [navigate],
  );
}

/** Chooses the text that fits best, unless one was chosen meanwhile. */
async function firstText(occasion: Occasion | undefined, festival: Festival | undefined): Promise<void> {
  if (occasion === undefined) return;
  const reply = await api.call('greetings.list', {});
  if (!reply.ok) return;
  const fitting = reply.value.greetings.filter((one) => one.occasion === occasion);
  const best = fitting.find((one) => one.festival === (festival ?? null)) ?? fitting.find((one) => one.festival === null);
  if (best && useGreet.getState().greetingId === null) useGreet.setState({ greetingId: best.id });
}

/** In a bar of choices, or small beside a heading. */
export function GreetButton({ begin, small, label }: { readonly begin: Begin; readonly small?: boolean; readonly label?: string }) {
  const t = useT();
  const open = useOpenGreet();
  if (!useMay('greetings.preview')) return null;
  return (
    <Button size={small === true ? 'small' : 'middle'} icon={<SendOutlined aria-hidden="true" />} {...(label !== undefined && { 'aria-label': label })} onClick={() => open(begin)}>
      {t('greetings.use')}
    </Button>
  );
}
