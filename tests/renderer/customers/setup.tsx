import { configure, fireEvent, render, screen } from '@testing-library/react';
import { App } from '../../../src-renderer/app/App.tsx';
import { connectEvents } from '../../../src-renderer/app/connect-events.ts';
import { startI18n } from '../../../src-renderer/lib/i18n.ts';
import { forgetSession } from '../../../src-renderer/lib/session-end.ts';
import { listenForShortcuts } from '../../../src-renderer/lib/shortcuts.ts';
import { createFakeCore, type FakeCore } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

// Screens are loaded when first shown; a busy machine takes its time over that.
configure({ asyncUtilTimeout: 8_000 });

/** The whole window over a book in memory, at an address; ends the one before. */
export async function setupWindow(hash: string, count = 30): Promise<FakeCore> {
  stopAll();
  forgetSession();
  startI18n('zh-CN');
  const core = createFakeCore({ count });
  useFakeTransport(core);
  stops = [listenForShortcuts(), connectEvents()];
  window.location.hash = hash;
  render(<App />);
  await screen.findByRole('navigation');
  return core;
}

let stops: (() => void)[] = [];
/** Stops listening to keys and events. */
export function stopAll(): void {
  for (const stop of stops) stop();
  stops = [];
}

/** A key on whatever has the focus. */
export const press = (key: string, more: object = {}): boolean => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });

/** The input under a label of a form. */
export const field = (label: string | RegExp): Promise<HTMLInputElement> => screen.findByLabelText<HTMLInputElement>(label);
