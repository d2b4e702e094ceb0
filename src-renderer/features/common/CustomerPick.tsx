import { Select } from 'antd';
import { useState } from 'react';
import { formatPhone } from '../../lib/format.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useFound } from './model/find-customer.ts';
import { QuietName } from '../../ui/QuietChip.tsx';

/** A field that finds one customer by name, sound or phone; `except` leaves some out. Takes the props a `Field` gives its control. */
export function CustomerPick(props: {
  readonly id?: string;
  readonly value: number | null;
  readonly label: string;
  readonly placeholder: string;
  readonly autoFocus?: boolean;
  readonly except?: readonly number[];
  readonly onPick: (customer: Customer) => void;
}) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Customer | null>(null);
  const found = useFound(text).filter((one) => !(props.except ?? []).includes(one.id));
  const shown = chosen !== null && !found.some((one) => one.id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select<number>
      {...(props.id !== undefined && { id: props.id })}
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      autoFocus={props.autoFocus ?? false}
      value={props.value ?? undefined}
      aria-label={props.label}
      placeholder={props.placeholder}
      notFoundContent={null}
      defaultActiveFirstOption
      options={shown.map((one) => ({
        value: one.id,
        label: (
          <span className="pick-customer">
            <span>
              <QuietName name={one.name} quiet={one.doNotContact} />
            </span>
            <span className="quiet tabular private">{[one.company, one.phones[0] === undefined ? null : formatPhone(one.phones[0].value)].filter(Boolean).join(' · ')}</span>
          </span>
        ),
      }))}
      onChange={(id) => {
        const one = shown.find((row) => row.id === id);
        if (!one) return;
        setChosen(one);
        setText('');
        props.onPick(one);
      }}
    />
  );
}
