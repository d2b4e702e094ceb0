import { Select } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useApiQuery } from '../../lib/api.ts';
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
  /** In the place of a cell: open as long as it is there, with what leaves it. */
  readonly cell?: { readonly onKey: (event: KeyboardEvent) => void; readonly onLeave: () => void; readonly onClear: () => void };
}) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Customer | null>(null);
  const found = useFound(text).filter((one) => !(props.except ?? []).includes(one.id));
  // Somebody set from outside has not been found here.
  const set = useApiQuery('customers.get', { id: props.value ?? 0 }, { enabled: props.value !== null && props.value !== chosen?.id }).data;
  const known = chosen?.id === props.value ? chosen : set;
  const shown = known && !found.some((one) => one.id === known.id) ? [known, ...found] : found;
  return (
    <Select<number>
      {...(props.id !== undefined && { id: props.id })}
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      autoFocus={props.autoFocus ?? false}
      {...(props.cell && { open: true, allowClear: true, className: 'cell-select', onBlur: props.cell.onLeave, onClear: props.cell.onClear, onInputKeyDown: props.cell.onKey })}
      value={shown.some((one) => one.id === props.value) ? props.value : undefined}
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
