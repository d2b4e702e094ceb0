import { Checkbox } from 'antd';
import type { OutputOf } from '../../../shared/modules/outputs.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';

/**
 * In everything that gives customers out: says how many asked not to be disturbed (勿扰) and that they stay out, unless they are to come
 * along. Nothing to see when there are none. `people`: the output has one line per customer, whatever it is made of.
 */
export function QuietChoice(props: { readonly what: OutputOf; readonly people?: boolean; readonly include: boolean; readonly onInclude: (include: boolean) => void }) {
  const t = useT();
  const quiet = useApiQuery('outputs.quiet', { what: props.what }, { placeholderData: (before) => before }).data;
  if (quiet === undefined || quiet.rows === 0) return null;
  const key = props.people === true || props.what.of === 'customers' ? 'outputs.quiet.customers' : 'outputs.quiet.rows';
  return (
    <Checkbox checked={!props.include} title={t('outputs.quiet.hint')} onChange={(event) => props.onInclude(!event.target.checked)}>
      {t(key, { count: quiet.customers, customers: quiet.customers, rows: quiet.rows })}
    </Checkbox>
  );
}
