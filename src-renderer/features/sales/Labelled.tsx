import type { ReactNode } from 'react';

/** A heading over a control that names itself, where a label would be read twice. */
export function Labelled({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <div className="field">
      <span className="field-label" aria-hidden="true">
        {text}
      </span>
      {children}
    </div>
  );
}
