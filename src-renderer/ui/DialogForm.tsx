import type { ReactNode } from 'react';
import './dialog-form.css';

/** The fields of a dialog; Enter in any of them does what its primary button does, when it may. */
export function DialogForm(props: { readonly ready: boolean; readonly onSubmit: () => void; readonly children: ReactNode }) {
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (props.ready) props.onSubmit();
      }}
    >
      {props.children}
      <button type="submit" hidden />
    </form>
  );
}
