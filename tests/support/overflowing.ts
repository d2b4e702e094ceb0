import type { App } from './app.ts';

/** What does not fit: a page to be pushed sideways, things beyond the edge of the window, words longer than their button. */
export async function overflowing({ page }: App): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} ‘${(element.textContent ?? '').trim().slice(0, 40)}’`;
    const isCut = (element: Element | null): boolean => element !== null && (getComputedStyle(element).overflowX !== 'visible' || isCut(element.parentElement));
    const wrong: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) wrong.push(`wider than the window: ${scrollWidth} of ${clientWidth}`);
    for (const scroller of document.querySelectorAll('main, main *, [role="dialog"] *')) {
      const { overflowX } = getComputedStyle(scroller);
      // The grid and the boards are wide on purpose; everything else only ever scrolls downwards.
      if (overflowX !== 'auto' || scroller.closest('[role="grid"], .board, [data-wide]') !== null || scroller.querySelector('[role="grid"], .board') !== null) continue;
      if (scroller.scrollWidth > scroller.clientWidth + 1) wrong.push(`scrolls sideways: ${name(scroller)} ${scroller.scrollWidth} of ${scroller.clientWidth}`);
    }
    for (const element of document.querySelectorAll<HTMLElement>('button, a, label, h1, h2, h3, th, input, [role="tab"], [role="menuitem"]')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.sr-only, [role="grid"]') !== null) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width <= 1) continue;
      if (!isCut(element.parentElement) && (left < -1 || right > innerWidth + 1)) wrong.push(`beyond the edge: ${name(element)}`);
      if (element.matches('button, [role="tab"]') && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'visible') wrong.push(`too long for its button: ${name(element)}`);
    }
    return wrong;
  });
}
