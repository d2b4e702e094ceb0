import { transport } from './api.ts';

/** How long a customer's contact stays on the clipboard, where whatever runs can read it. */
export const PASSING_MS = 30_000;

let passing: { readonly text: string; readonly timer: ReturnType<typeof setTimeout>; readonly off: () => void } | null = null;

/** `copyText` for what is a customer's: taken off again after 30 seconds, if it is still there. */
export async function copyPassing(text: string): Promise<boolean> {
  const copied = await copyText(text);
  passing?.off();
  const { forgetCopied } = transport();
  // The desktop app counts by itself: its window is loaded anew at every lock.
  if (copied && forgetCopied) await forgetCopied(text);
  else if (copied) passing = watch(text);
  return copied;
}

/** A page may not always read the clipboard: then it is only cleared when nobody can have put something else there meanwhile. */
function watch(text: string): NonNullable<typeof passing> {
  let isSurelyOurs = true;
  const doubt = (): void => void (isSurelyOurs = false);
  const events = ['copy', 'cut'] as const;
  for (const name of events) document.addEventListener(name, doubt);
  window.addEventListener('blur', doubt);
  const off = (): void => {
    clearTimeout(timer);
    for (const name of events) document.removeEventListener(name, doubt);
    window.removeEventListener('blur', doubt);
  };
  const timer = setTimeout(() => {
    off();
    void takeOff(text, () => isSurelyOurs);
  }, PASSING_MS);
  return { text, timer, off };
}

async function takeOff(text: string, isSurelyOurs: () => boolean): Promise<void> {
  // A page without the focus may neither read nor write it.
  if (!document.hasFocus()) await new Promise((resolve) => window.addEventListener('focus', resolve, { once: true }));
  const now = await readClipboard();
  if (now === null ? isSurelyOurs() : now === text) await navigator.clipboard.writeText('').catch(() => undefined);
}

/** What is on the clipboard; `null` where the page was not allowed to look. Never asks for the permission. */
async function readClipboard(): Promise<string | null> {
  try {
    const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName });
    return state === 'granted' ? await navigator.clipboard.readText() : null;
  } catch {
    return null;
  }
}

/** Copies text; answers whether it worked. Where the permission is refused, the old way through a selection still does it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'sr-only';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
