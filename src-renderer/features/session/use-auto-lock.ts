import { useEffect, useRef } from 'react';
import { api, useApiQuery } from '../../lib/api.ts';
import { endSession, refreshSession } from '../../lib/session.ts';
import { useJobs } from '../../lib/use-job.ts';

const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const TOUCH_EVERY_MS = 20_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Locks the book after the minutes set by its owner without a key or a move of the pointer, and tells the core while someone is
 * there. Running work is not cut off: the lock follows when it has ended.
 */
export function useAutoLock(): void {
  const minutes = useApiQuery('settings.get', {}).data?.autoLockMinutes ?? 0;
  const working = useJobs().some((job) => job.state === 'running');
  const lastSeen = useRef(0);
  useEffect(() => {
    let lastTouch = 0;
    const seen = () => {
      const now = Date.now();
      lastSeen.current = now;
      if (now - lastTouch < TOUCH_EVERY_MS) return;
      lastTouch = now;
      void api.call('session.touch', {});
    };
    seen();
    for (const name of ACTIVITY) window.addEventListener(name, seen, { capture: true, passive: true });
    return () => {
      for (const name of ACTIVITY) window.removeEventListener(name, seen, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (minutes === 0) return;
    const timer = setInterval(() => {
      if (working || Date.now() - lastSeen.current < minutes * 60_000) return;
      endSession('idle');
      void api.call('session.lock', {}).then(refreshSession);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [minutes, working]);
}
