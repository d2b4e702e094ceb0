/** The words of the lifecycle stages: the book chooses between two sets. */
import { STAGES, type Stage } from '../../shared/modules/lifecycle.ts';
import type { BookSettings } from '../../shared/modules/system.ts';
import { queryKey } from './api.ts';
import type { Translate } from './i18n.ts';
import { queryClient } from './query-client.ts';

/** A stage as this book calls it; what is no stage (an older value of a history) is shown as it is. */
export function stageWord(t: Translate, stage: string): string {
  if (!(STAGES as readonly string[]).includes(stage)) return stage;
  const words = queryClient.getQueryData<BookSettings>(queryKey('settings.get', {}))?.stages.words ?? 'visits';
  return t(`lifecycle.words.${words}.${stage as Stage}`);
}
