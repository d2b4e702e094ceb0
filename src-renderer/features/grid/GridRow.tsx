import { memo, type ReactNode } from 'react';
import type { Customer } from '../../../shared/modules/customers.ts';
import { columnOf, isPrivate, type ColumnChoice } from '../common/model/columns.ts';

export type DrawCell = (field: string, row: Customer) => ReactNode;

interface GridRowProps {
  readonly id: string;
  readonly index: number;
  readonly y: number;
  readonly row: Customer | undefined;
  readonly columns: readonly ColumnChoice[];
  readonly selected: boolean;
  /** The column with the cursor, when it is in this row. */
  readonly activeColumn: number | null;
  readonly open: boolean;
  readonly draw: DrawCell;
  readonly loadingLabel: string;
  /** The field being edited in this row, and its editor. */
  readonly editingField: string | null;
  readonly editor: ReactNode;
}

/** One row of the grid; drawn again only when something of it changed. The widths come from the grid's CSS variables. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, columns, draw, index } = props;
  if (row === undefined) return <WaitingRow {...props} />;
  const className = `grid-row${props.selected ? ' is-selected' : ''}${props.activeColumn === null ? '' : ' is-active'}${props.open ? ' is-open' : ''}${props.editingField === null ? '' : ' is-edited'}`;
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      data-row={index}
      className={className}
      style={{ top: props.y }}
    >
      <div role="gridcell" className="grid-tick" data-tick="" aria-colindex={1}>
        <span className="tick" aria-hidden="true" />
      </div>
      {columns.map(({ field }, column) => {
        const isEditing = props.editingField === field;
        return (
          <div
            key={field}
            role="gridcell"
            id={`${props.id}-${column}`}
            data-column={column}
            aria-colindex={column + 2}
            className={cellClass(field, column === props.activeColumn, isEditing)}
            {...widthOf(field)}
          >
            {isEditing ? props.editor : draw(field, row)}
          </div>
        );
      })}
    </div>
  );
});

/** Built-in columns have their width by class; the book's own are not known to the style sheet. */
export function widthOf(field: string): { readonly style?: { readonly width: string } } {
  return field.startsWith('custom:') ? { style: { width: `var(${widthVar(field)})` } } : {};
}

/** The CSS variable with a column's width. */
export function widthVar(field: string): string {
  return `--w-${field.replace(':', '-')}`;
}

function cellClass(field: string, isActive: boolean, isEditing: boolean): string {
  const column = columnOf(field);
  return `grid-cell c-${field.replace(':', '-')}${column?.align === 'end' ? ' is-end' : ''}${column?.tabular === true ? ' tabular' : ''}${isPrivate(column) ? ' private' : ''}${isActive ? ' has-cursor' : ''}${isEditing ? ' is-editing' : ''}`;
}

/**
 * A row that is on its way: one cell, drawn by the strip behind it. A jump shows a screen of these for some milliseconds, and the
 * rows themselves must not wait for their places to be drawn.
 */
function WaitingRow(props: GridRowProps) {
  return (
    <div role="row" id={props.id} aria-rowindex={props.index + 2} data-row={props.index} className="grid-row grid-wait" style={{ top: props.y }}>
      <div role="gridcell" id={`${props.id}-${props.activeColumn ?? 0}`} aria-colindex={2}>
        <span className="sr-only">{props.loadingLabel}</span>
      </div>
    </div>
  );
}
