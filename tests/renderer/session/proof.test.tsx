/** What is most dangerous asks for the passphrase anew, and goes on by itself when it was right. */
import { act, configure, fireEvent, render, screen } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../shared/kernel/result.ts';
import { ProofDialog } from '../../../src-renderer/features/session/ProofDialog.tsx';
import { api } from '../../../src-renderer/lib/api.ts';
import { startI18n } from '../../../src-renderer/lib/i18n.ts';
import { queryClient } from '../../../src-renderer/lib/query-client.ts';
import { createFakeCore, fakeBook } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

const PASS = 'quiet river 88 sandal';
configure({ asyncUtilTimeout: 10_000 });

function setup() {
  let proved = false;
  const asked: string[] = [];
  const core = createFakeCore({
    more: {
      'audit.verify': () => {
        asked.push('audit.verify');
        return proved ? ok({ jobId: 'job-1' }) : err('session.proofNeeded', { method: 'audit.verify' });
      },
      'session.prove': (input) => {
        proved = input.secret.type === 'passphrase' && input.secret.passphrase === PASS;
        return proved ? ok({ until: 1 }) : err('vault.wrongSecret', { retryInMs: 0 });
      },
    },
  });
  useFakeTransport(core);
  render(
    <QueryClientProvider client={queryClient}>
      <ProofDialog />
    </QueryClientProvider>,
  );
  return asked;
}

beforeEach(() => {
  queryClient.clear();
  startI18n('en');
});

describe('the question for the passphrase', () => {
  it('is asked, says when it was wrong, and lets the call go on when it was right', async () => {
    const asked = setup();
    const reply = api.call('audit.verify', {});
    const dialog = await screen.findByRole('dialog');
    const field = dialog.querySelector('input')!;
    fireEvent.change(field, { target: { value: 'wrong' } });
    fireEvent.submit(field.form!);
    await screen.findByRole('alert');
    fireEvent.change(field, { target: { value: PASS } });
    fireEvent.submit(field.form!);
    expect(await reply).toEqual(ok({ jobId: 'job-1' }));
    expect(asked).toHaveLength(2);
  });

  it('given up, leaves the call refused and done once', async () => {
    const asked = setup();
    const reply = api.call('audit.verify', {});
    await screen.findByRole('dialog');
    act(() => screen.getByRole('button', { name: 'Cancel' }).click());
    expect(await reply).toMatchObject({ ok: false, error: { code: 'session.proofNeeded' } });
    expect(asked).toHaveLength(1);
  });

  it('what the person may not call is not even asked of the core', async () => {
    const asked = setup();
    queryClient.setQueryData(['session.status', {}], { state: 'open', book: { ...fakeBook, denied: ['audit.verify'] }, host: 'loopback', keychainAvailable: false, version: '0' });
    expect(await api.call('audit.verify', {})).toMatchObject({ ok: false, error: { code: 'people.denied' } });
    expect(asked).toEqual([]);
  });
});
