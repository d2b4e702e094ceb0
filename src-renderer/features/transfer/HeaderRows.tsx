import { useT } from '../../lib/i18n.ts';

const SHOWN = 12;

/** The first rows of the file; clicking a row (or choosing its number by keyboard) makes it the row of headings. */
export function HeaderRows(props: {
  readonly rows: readonly (readonly string[])[];
  readonly headerRow: number;
  readonly busy: boolean;
  readonly onChoose: (row: number) => void;
}) {
  const t = useT();
  const rows = props.rows.slice(0, Math.max(SHOWN, props.headerRow + 5));
  const width = Math.max(1, ...rows.map((row) => row.length));
  return (
    <div className={props.busy ? 'sheet-frame busy' : 'sheet-frame'} aria-busy={props.busy}>
      <table className="file-rows">
        <caption className="sr-only">{t('transfer.read.table')}</caption>
        <tbody>
          {rows.map((cells, index) => {
            const row = index + 1;
            const chosen = row === props.headerRow;
            return (
              <tr key={row} className={chosen ? 'header' : row < props.headerRow ? 'above' : ''} onClick={() => !chosen && props.onChoose(row)}>
                <th scope="row">
                  <label>
                    <input
                      type="radio"
                      name="header-row"
                      checked={chosen}
                      disabled={props.busy}
                      aria-label={t('transfer.read.headerRow', { row })}
                      onChange={() => props.onChoose(row)}
                    />
                    <span className="tabular">{row}</span>
                  </label>
                </th>
                {Array.from({ length: width }, (_, at) => (
                  <td key={at} title={cells[at]}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
