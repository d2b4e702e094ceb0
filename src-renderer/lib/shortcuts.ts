/**
 * The only listener for shortcut keys. `useShortcut('mod+k', open, { label })` registers a key for as long as the component is shown;
 * the `?` sheet lists what is registered. Keys typed into an input method never get here as shortcuts.
 */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export interface ShortcutInfo {
  readonly id: number;
  /** `mod` is Ctrl, on a Mac ⌘. Parts joined by `+`: `mod+shift+z`, `n`, `?`, `escape`, `arrowdown`. */
  readonly keys: string;
  /** What it does, in the language on screen; keys without a label are not listed. */
  readonly label?: string | undefined;
  readonly group?: string | undefined;
}
interface Registered extends ShortcutInfo {
  readonly run: (event: KeyboardEvent) => void;
  readonly inInputs: boolean;
  readonly inDialogs: boolean;
}
export interface ShortcutOptions {
  readonly label?: string | undefined;
  readonly group?: string | undefined;
  readonly enabled?: boolean;
  /** Also while a text field has the focus. Default: only for keys with `mod` that text fields do not use themselves. */
  readonly inInputs?: boolean;
  /** Also while a dialog is open. */
  readonly inDialogs?: boolean;
}

const isMac = /mac|iphone|ipad/i.test(navigator.platform);
/** Keys that mean something inside a text field. */
const FIELD_KEYS = new Set(['mod+z', 'mod+shift+z', 'mod+y', 'mod+a', 'mod+c', 'mod+v', 'mod+x']);

interface ShortcutStore {
  readonly list: readonly Registered[];
}
const useStore = create<ShortcutStore>(() => ({ list: [] }));
let nextId = 1;

/** Registers a key while the component is shown. Of two components with the same key, the later one wins. */
export function useShortcut(keys: string, run: (event: KeyboardEvent) => void, options: ShortcutOptions = {}): void {
  const { label, group, enabled = true, inDialogs = false } = options;
  const inInputs = options.inInputs ?? (keys.startsWith('mod+') && !FIELD_KEYS.has(keys));
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const entry: Registered = { id: nextId++, keys, label, group, inInputs, inDialogs, run: (event) => latest.current(event) };
    useStore.setState((state) => ({ list: [...state.list, entry] }));
    return () => useStore.setState((state) => ({ list: state.list.filter((other) => other !== entry) }));
  }, [keys, label, group, enabled, inInputs, inDialogs]);
}

/** The keys that work now and have a name, for the `?` sheet; a key registered twice is listed once, with its winner. */
export function useShortcutList(): readonly ShortcutInfo[] {
  const list = useStore((state) => state.list);
  const byKeys = new Map(list.filter((entry) => entry.label !== undefined).map((entry) => [`${entry.keys} ${entry.label ?? ''}`, entry]));
  return [...byKeys.values()];
}

/** Starts listening; answers the stopper. Called once by the app. */
export function listenForShortcuts(target: Window = window): () => void {
  const onKey = (event: KeyboardEvent) => handleKey(event);
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}

function handleKey(event: KeyboardEvent): void {
  // 229 is what an input method sends for keys it swallows; Safari and some Linux IMEs set only that.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const pressed = keysOf(event);
  if (pressed === null) return;
  const inInput = isTextField(event.target);
  const { list } = useStore.getState();
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const entry = list[index];
    if (entry === undefined || entry.keys !== pressed) continue;
    // Looked up last: letters typed into a field must not pay for a search of the document.
    if ((inInput && !entry.inInputs) || (!entry.inDialogs && (isDialogOpen() || (!pressed.startsWith('mod+') && isMenuOpen())))) continue;
    event.preventDefault();
    entry.run(event);
    return;
  }
}

/** The name of a key press: `mod+shift+z`. Printable keys go by what they write, so `?` is `?` on every keyboard. */
export function keysOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return null;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (isMac ? event.ctrlKey : event.metaKey) return null;
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  // A symbol already carries its Shift; a letter or a named key does not.
  const shift = event.shiftKey && (key.length > 1 || /[a-z0-9]/.test(key));
  return [mod ? 'mod' : '', event.altKey ? 'alt' : '', shift ? 'shift' : '', key].filter((part) => part !== '').join('+');
}

/** True where typing goes into text: shortcuts of one letter must not fire there. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target.getAttribute('role') === 'combobox') return true;
  return target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit', 'range', 'file'].includes(target.type);
}

function isDialogOpen(): boolean {
  return [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].some((dialog) => dialog.getClientRects().length > 0);
}

/** An open menu, list of choices or popover takes Esc, arrows and letters for itself: the page beneath must not act on them too. One that fades (`-leave`) is closed. */
function isMenuOpen(): boolean {
  return [...document.querySelectorAll('.ant-dropdown, .ant-popover, .ant-select-dropdown, .ant-picker-dropdown')].some((menu) => !menu.className.includes('-leave') && menu.getClientRects().length > 0);
}

const NAMES: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  delete: 'Del',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

/** The keys as written on the caps: `['Ctrl', 'K']`. */
export function keyCaps(keys: string): readonly string[] {
  return keys.split('+').map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part[0]?.toUpperCase() + part.slice(1)));
}
