import { useId, type ReactNode } from 'react';

/** A part of the settings: its name and a sentence at the left, its fields at the right. */
export function Section(props: { readonly title: string; readonly about?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="settings-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{props.title}</h2>
        {props.about !== undefined && <p className="quiet">{props.about}</p>}
      </header>
      <div className="form-column">{props.children}</div>
    </section>
  );
}

/** Something that can be done: what it is, one sentence, a button. */
export function Deed(props: { readonly title: string; readonly hint: ReactNode; readonly children: ReactNode; readonly after?: ReactNode }) {
  return (
    <div className="settings-deed">
      <div>
        <h3>{props.title}</h3>
        <p className="quiet">{props.hint}</p>
      </div>
      {props.children}
      {props.after}
    </div>
  );
}
