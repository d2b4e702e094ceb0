import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';

/** How far outside the window a block is still kept drawn. */
const MARGIN = '1200px 0px';
/** A first guess until a block has been measured. */
const GUESS_PX = 3000;

/**
 * A block of a long list: drawn while it is near the window, otherwise only as high as it was. However long the list, the page holds a
 * few blocks, and the scroll bar does not jump. `always`: this block stays, so that a feed is never without an article.
 */
export function ChunkBlock({ root, always = false, children }: { readonly root: RefObject<HTMLElement | null>; readonly always?: boolean; readonly children: ReactNode }) {
  const block = useRef<HTMLDivElement>(null);
  const height = useRef(GUESS_PX);
  const [near, setNear] = useState(true);
  useEffect(() => {
    const element = block.current;
    if (!element || always || typeof IntersectionObserver === 'undefined') return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        // The one with the focus stays: the keyboard must not lose its place.
        const keep = entry.isIntersecting || element.contains(document.activeElement);
        if (!keep && element.childElementCount > 0) height.current = element.getBoundingClientRect().height;
        setNear(keep);
      },
      { root: root.current, rootMargin: MARGIN },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [root, always]);
  return (
    <div ref={block} role="presentation" style={near ? undefined : { height: height.current }}>
      {near ? children : null}
    </div>
  );
}
