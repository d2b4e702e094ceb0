import { useT } from '../../lib/i18n.ts';
import type { ImportState } from './import-state.ts';

const STEPS = ['read', 'columns', 'preview', 'run'] as const;
const AT: Readonly<Record<ImportState['step'], number>> = { idle: -1, looking: 0, refused: 0, read: 0, columns: 1, preview: 2, running: 3, result: 4 };

/** Where the import is. */
export function StepLine({ step }: { readonly step: ImportState['step'] }) {
  const t = useT();
  return (
    <ol className="step-line" aria-label={t('transfer.steps.label')}>
      {STEPS.map((name, index) => (
        <li key={name} className={index < AT[step] ? 'past' : ''} aria-current={index === AT[step] ? 'step' : undefined}>
          <b className="tabular">{index + 1}</b>
          {t(`transfer.steps.${name}`)}
        </li>
      ))}
    </ol>
  );
}
