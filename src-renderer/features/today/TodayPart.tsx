import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** One part of the page: what it is, how much of it, the way to all of it. */
export function TodayPart(props: { readonly title: string; readonly count?: ReactNode; readonly tools?: ReactNode; readonly all?: { readonly text: string; readonly to: NonNullable<LinkProps['to']> } | undefined; readonly children: ReactNode }) {
  return (
    <section className="today-part" aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        {props.count !== undefined && <span className="quiet tabular">{props.count}</span>}
        {props.tools !== undefined && <span className="today-tools">{props.tools}</span>}
        {props.all && (
          <Link to={props.all.to} className="today-all">
            {props.all.text}
          </Link>
        )}
      </header>
      {props.children}
    </section>
  );
}
