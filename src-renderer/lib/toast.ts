/** Short messages at the foot of the window. A destructive act offers its undo here. */
import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'success' | 'error';
  readonly text: string;
  /** A second, quieter line. */
  readonly detail?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  readonly lastsMs: number;
}

interface ToastStore {
  readonly toasts: readonly Toast[];
}
export const useToasts = create<ToastStore>(() => ({ toasts: [] }));
let nextId = 1;
const MOST = 3;

/** Shows a message; errors and messages with an action stay longer. Answers its id. */
export function showToast(toast: Omit<Toast, 'id' | 'lastsMs'> & { readonly lastsMs?: number }): number {
  const lastsMs = toast.lastsMs ?? (toast.kind === 'error' ? 10_000 : toast.action !== undefined ? 8_000 : 4_000);
  const id = nextId++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, lastsMs, id }].slice(-MOST) }));
  return id;
}

export function closeToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

export function clearToasts(): void {
  useToasts.setState({ toasts: [] });
}
