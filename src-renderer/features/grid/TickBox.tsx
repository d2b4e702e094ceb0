import './grid.css';

/** The box that ticks many rows at once, or a card: none, some or all of them. */
export function TickBox(props: { readonly label: string; readonly state: 'none' | 'some' | 'all'; readonly onTick: (shift: boolean) => void }) {
  return (
    <button
      type="button"
      role="checkbox"
      className="tick-all"
      aria-checked={props.state === 'some' ? 'mixed' : props.state === 'all'}
      aria-label={props.label}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        props.onTick(event.shiftKey);
      }}
    >
      <span className={`tick is-${props.state}`} />
    </button>
  );
}
