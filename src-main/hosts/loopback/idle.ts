/** When nobody has used the program for long: an open window counts as use; without one, the time since the last request. */
export interface Idle {
  stir(): void;
  streams(change: 1 | -1): void;
  /** The process that had the streams is gone. */
  noStreams(): void;
  stop(): void;
}

const IDLE_CHECK_MS = 5_000;
const DEFAULT_MINUTES = 30;

export function watchIdle(options: { readonly idleMinutes?: number; readonly onIdle?: () => void }): Idle {
  const limitMs = (options.idleMinutes ?? DEFAULT_MINUTES) * 60_000;
  let last = Date.now();
  let open = 0;
  const timer = setInterval(() => {
    if (limitMs > 0 && open === 0 && Date.now() - last >= limitMs) options.onIdle?.();
  }, Math.min(IDLE_CHECK_MS, Math.max(10, limitMs / 4))).unref();
  return {
    stir: () => (last = Date.now()),
    streams(change) {
      open = Math.max(0, open + change);
      last = Date.now();
    },
    noStreams() {
      if (open > 0) last = Date.now();
      open = 0;
    },
    stop: () => clearInterval(timer),
  };
}
