import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

/**
 * What a screen needs from a browser and jsdom lacks. Only inert stand-ins: a test that depends on real layout, scrolling or media
 * queries belongs in tests/e2e, where a real browser draws it.
 */
class InertObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

const noMatch = (query: string): MediaQueryList =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }) as MediaQueryList;

globalThis.ResizeObserver ??= InertObserver as unknown as typeof ResizeObserver;
globalThis.IntersectionObserver ??= InertObserver as unknown as typeof IntersectionObserver;
window.matchMedia ??= noMatch;
Element.prototype.scrollIntoView ??= () => undefined;

afterEach(cleanup);
