/** Finds topics by what is typed: names in both languages, sounds and initials first, then what the topics say. */
import type { Translate } from '../../lib/i18n.ts';
import type { TopicId } from '../../lib/help.ts';
import type { Said, Topic } from './said.ts';
import { topicFit, TOPICS, type TopicInfo } from './topic-list.ts';

export type Topics = Readonly<Record<TopicId, Topic>>;

export interface FoundTopic {
  readonly topic: TopicInfo;
  /** The words around what was typed, where it was found in the text rather than in the name. */
  readonly snippet: string | null;
}

/** What a sentence says, as it stands on screen. */
export function textOfSaid(t: Translate, said: Said): string {
  return said.map((piece) => (typeof piece === 'string' ? piece : 'word' in piece ? t(piece.word, 'vars' in piece ? piece.vars : undefined) : 'code' in piece ? piece.code : piece.keys)).join('');
}

/** Everything a topic says, sentence by sentence. */
export function sentencesOf(t: Translate, topic: Topic): readonly string[] {
  return [textOfSaid(t, topic.about), ...topic.parts.flatMap(({ title, steps = [], points = [] }) => [title, ...steps.map((said) => textOfSaid(t, said)), ...points.map((said) => textOfSaid(t, said))])];
}

const AROUND = 24;

/** The topics that fit, best first; all of them in their order when nothing is typed. `topics` may still be on its way: then names only. */
export function findTopics(t: Translate, topics: Topics | null, typed: string): readonly FoundTopic[] {
  const text = typed.trim().toLowerCase();
  const scored = TOPICS.map((topic) => {
    const fit = topicFit(topic, text);
    return { topic, fit, snippet: fit === 0 && topics !== null ? snippetOf(sentencesOf(t, topics[topic.id]), text) : null };
  });
  return scored
    .filter(({ fit, snippet }) => fit > 0 || snippet !== null)
    .sort((a, b) => b.fit - a.fit)
    .map(({ topic, snippet }) => ({ topic, snippet }));
}

function snippetOf(sentences: readonly string[], text: string): string | null {
  for (const sentence of sentences) {
    const at = sentence.toLowerCase().indexOf(text);
    if (at < 0) continue;
    const [from, to] = [wholeWord(sentence, Math.max(0, at - AROUND), -1), wholeWord(sentence, Math.min(sentence.length, at + text.length + AROUND), 1)];
    return `${from > 0 ? '…' : ''}${sentence.slice(from, to)}${to < sentence.length ? '…' : ''}`;
  }
  return null;
}

/** Moves a cut out of a word written in letters; Chinese may be cut anywhere. */
function wholeWord(text: string, at: number, step: 1 | -1): number {
  let cut = at;
  while (cut > 0 && cut < text.length && /[\p{Script=Latin}\d]{2}/u.test(text.slice(cut - 1, cut + 1))) cut += step;
  return cut;
}
