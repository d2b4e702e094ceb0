import { Button } from 'antd';
import { useState } from 'react';
import type { MoveChoices, MoveMode, MovePreview } from '../../../shared/modules/moving.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { MoveFigures } from './MoveFigures.tsx';
import type { Target } from './use-target.ts';

/** What would go along, who seems to be there already, what would be made there. */
export function MovePreviewStep(props: { readonly target: Target; readonly preview: MovePreview; readonly onStart: (choices: MoveChoices) => void }) {
  const t = useT();
  const language = useLanguage();
  const { preview, target } = props;
  const [choices, setChoices] = useState<MoveChoices>({ mode: 'move', same: 'skip', alike: 'create' });
  const set = (change: Partial<MoveChoices>) => setChoices({ ...choices, ...change });
  const leftOut = (choices.same === 'skip' ? preview.same.count : 0) + (choices.alike === 'skip' ? preview.alike.count : 0);
  const count = preview.customers - leftOut;
  const made = [
    { key: 'newTags', names: preview.newTags },
    { key: 'newFields', names: preview.newFields },
    { key: 'newProducts', names: preview.newProducts },
  ] as const;
  return (
    <div className="moving-step">
      <ChoiceCards<MoveMode>
        name="mode"
        legend={t('moving.mode.legend')}
        value={choices.mode}
        options={(['move', 'copy'] as const).map((value) => ({ value, label: t(`moving.mode.${value}`), hint: t(`moving.mode.${value}Hint`) }))}
        onChange={(mode) => set({ mode })}
      />
      <section>
        <h3>{t('moving.along')}</h3>
        <MoveFigures figures={preview} />
        {preview.fileBytes > 0 && <p className="quiet">{t('moving.fileBytes', { size: formatBytes(preview.fileBytes, language) })}</p>}
        {preview.currencies.length > 1 && <p className="quiet">{t('moving.currencies', { list: preview.currencies.join(language === 'zh-CN' ? '、' : ', ') })}</p>}
        {preview.relationsLeft > 0 && <p className="quiet">{t('moving.relationsLeft', { count: preview.relationsLeft })}</p>}
      </section>
      <Found kind="same" found={preview.same} value={choices.same} name={target.book.name} onChange={(same) => set({ same })} />
      <Found kind="alike" found={preview.alike} value={choices.alike} name={target.book.name} onChange={(alike) => set({ alike })} />
      {made.some(({ names }) => names.length > 0) && (
        <section>
          <h3>{t('moving.made', { name: target.book.name })}</h3>
          <dl className="moving-made">
            {made.filter(({ names }) => names.length > 0).map(({ key, names }) => (
              <div key={key}>
                <dt>{t(`moving.${key}`, { count: names.length })}</dt>
                <dd>{names.slice(0, 12).join(language === 'zh-CN' ? '、' : ', ') + (names.length > 12 ? ' …' : '')}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <div className="moving-foot">
        <Button type="primary" size="large" disabled={count === 0} onClick={() => props.onStart(choices)}>
          {t(`moving.start.${choices.mode}`, { count })}
        </Button>
      </div>
    </div>
  );
}

interface FoundProps {
  readonly kind: 'same' | 'alike';
  readonly found: MovePreview['same'];
  readonly value: MoveChoices['same'];
  readonly name: string;
  readonly onChange: (value: MoveChoices['same']) => void;
}

/** Customers the other book seems to have: a few of them, and what is done with all of this kind. */
function Found({ kind, found, value, name, onChange }: FoundProps) {
  const t = useT();
  if (found.count === 0) return null;
  return (
    <section>
      <ChoiceCards
        name={kind}
        legend={t(`moving.${kind}`, { count: found.count, name })}
        value={value}
        options={(['skip', 'create'] as const).map((way) => ({ value: way, label: t(`moving.found.${way}`), hint: t(`moving.found.${way}Hint`) }))}
        onChange={onChange}
      />
      <ul className="moving-found">
        {found.examples.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong> <span className="quiet">{t('moving.found.by', { there: one.there, by: t(`moving.found.${one.by}`) })}</span>
          </li>
        ))}
        {found.count > found.examples.length && <li className="quiet">{t('moving.found.more', { count: found.count - found.examples.length })}</li>}
      </ul>
    </section>
  );
}
