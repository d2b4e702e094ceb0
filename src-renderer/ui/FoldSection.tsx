import type { ReactNode } from 'react';
import { setPrefs, usePrefs } from '../lib/prefs.ts';
import './fold-section.css';

/** A part of a page that folds away and stays so on this computer. `aside` stands at the right of its heading. */
export function FoldSection(props: { readonly name: string; readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  const { closedSections } = usePrefs();
  const isOpen = !closedSections.includes(props.name);
  const toggle = (): void => void setPrefs({ closedSections: isOpen ? [...closedSections, props.name].slice(-60) : closedSections.filter((name) => name !== props.name) });
  return (
    <section className="record-section fold-section" aria-label={props.title}>
      <h2>
        <button type="button" className="record-fold" aria-expanded={isOpen} onClick={toggle}>
          {props.title}
        </button>
        {props.aside !== undefined && <span className="fold-aside">{props.aside}</span>}
      </h2>
      {isOpen && props.children}
    </section>
  );
}
