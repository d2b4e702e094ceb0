import type { Stage, StagePreview as Preview, StageRules } from '../../../shared/modules/lifecycle.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Movers } from './Movers.tsx';

/** What new rules of stages would do: where customers stand before and after, and how many go from where to where. */
export function StagePreview({ preview, words }: { readonly preview: Preview; readonly words: StageRules['words'] }) {
  const t = useT();
  const language = useLanguage();
  const name = (stage: Stage): string => t(`lifecycle.words.${words}.${stage}`);
  return (
    <section aria-label={`${t('lifecycle.settings.previewTitle')}: ${t('lifecycle.settings.stages')}`}>
      <h3>{preview.moving === 0 ? t('lifecycle.settings.stageNobody') : t('lifecycle.settings.stageMoving', { count: preview.moving })}</h3>
      <table className="moves-table grade-counts tabular">
        <thead>
          <tr>
            <th scope="col">{t('lifecycle.settings.stage')}</th>
            <th scope="col">{t('lifecycle.settings.before')}</th>
            <th scope="col">{t('lifecycle.settings.after')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.stages.map(({ stage, before, after }) => (
            <tr key={stage}>
              <td>{name(stage)}</td>
              <td>{formatNumber(before, language)}</td>
              <td>{formatNumber(after, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="stage-flows">
        {preview.moves.map(({ from, to, count }) => (
          <li key={`${from}-${to}`}>
            {t('lifecycle.arrow', { from: name(from), to: name(to) })} <strong className="tabular">{formatNumber(count, language)}</strong>
          </li>
        ))}
      </ul>
      <Movers title={t('lifecycle.settings.stageMovers')} moving={preview.moving} movers={preview.movers} nameOf={name} />
    </section>
  );
}
