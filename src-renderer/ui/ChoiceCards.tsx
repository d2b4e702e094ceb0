import type { ReactNode } from 'react';
import './choice-cards.css';

/** One of a few, as cards: a group of radio buttons that can be seen whole. Arrow keys move as in any radio group. */
export function ChoiceCards<T extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly hint?: ReactNode;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <fieldset className="cards">
      <legend>{props.legend}</legend>
      {props.options.map((option) => (
        <label key={option.value} className="card">
          <input
            type="radio"
            name={props.name}
            value={option.value}
            checked={props.value === option.value}
            onChange={() => props.onChange(option.value)}
          />
          <strong>{option.label}</strong>
          {option.hint !== undefined && <small>{option.hint}</small>}
        </label>
      ))}
      {props.hint !== undefined && <div className="field-hint">{props.hint}</div>}
    </fieldset>
  );
}
