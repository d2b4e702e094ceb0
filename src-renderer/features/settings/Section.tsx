import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useT } from '../../lib/i18n.ts';
import { useSettingsTarget, type SettingsPart } from '../../lib/settings-target.ts';

/** A part of the settings: its name and a sentence at the left, its fields at the right. */
export function Section(props: { readonly part: SettingsPart; readonly about?: string; readonly children: ReactNode }) {
  const t = useT();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const wanted = useSettingsTarget((state) => state.part === props.part);
  useEffect(() => {
    if (!wanted) return;
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
    useSettingsTarget.setState({ part: null });
  }, [wanted]);
  return (
    <section className="settings-section" aria-labelledby={id}>
      <header>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {t(`settings.sections.${props.part}`)}
        </h2>
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
