import { useEffect, useRef, type ReactNode } from 'react';

/** The heading of a step; takes the focus when the step appears, so that a screen reader says where one is. */
export function StepTitle({ title, intro }: { readonly title: string; readonly intro?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="step-title">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {intro !== undefined && <p className="quiet">{intro}</p>}
    </div>
  );
}
