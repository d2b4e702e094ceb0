import { cloneElement, useId, type ReactElement, type ReactNode } from 'react';
import './field.css';

interface ControlProps {
  readonly id?: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean | undefined;
  readonly 'aria-required'?: boolean | undefined;
}

/** One field of a form: label above, control, then a hint or what is wrong. Ties them together for screen readers. */
export function Field(props: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly children: ReactElement<ControlProps>;
}) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = props.error ?? props.hint;
  return (
    <div className="field">
      <label htmlFor={id}>
        {props.label}
        {props.required === true && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      {cloneElement(props.children, {
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': props.error !== undefined || undefined,
        'aria-required': props.required === true || undefined,
      })}
      {note !== undefined && (
        <div id={noteId} className={props.error === undefined ? 'field-hint' : 'field-error'} role={props.error === undefined ? undefined : 'alert'}>
          {note}
        </div>
      )}
    </div>
  );
}
