import { Button, Input } from 'antd';
import { contactMethodSchema, followUpIntentSchema, followUpResultSchema, satisfactionSchema, type ContactMethod, type FollowUpIntent, type FollowUpResult, type Satisfaction } from '../../../shared/modules/follow-ups.ts';
import { useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';
import { Choice, Toggles } from './choices.tsx';
import type { FollowUpDraft } from './use-follow-up-draft.ts';

/** What was said. */
export function FollowUpText({ draft, autoFocus, isMissing }: { readonly draft: FollowUpDraft; readonly autoFocus: boolean; readonly isMissing: boolean }) {
  const t = useT();
  return (
    <Field label={t('portrait.followUp.content')} error={isMissing ? t('portrait.followUp.needed') : undefined}>
      <Input.TextArea autoFocus={autoFocus} rows={3} className="grows" maxLength={10_000} value={draft.content} placeholder={t('portrait.followUp.placeholder')} onChange={(event) => draft.setContent(event.target.value)} />
    </Field>
  );
}

/** The headings of a careful listener; behind the answers, so that Tab goes from the text to them. */
export function InsertTemplate({ draft: { content, setContent } }: { readonly draft: FollowUpDraft }) {
  const t = useT();
  const template = t('portrait.followUp.template');
  if (content.includes(template)) return null;
  return (
    <Button size="small" type="link" className="follow-up-template" title={t('portrait.followUp.templateHint')} onClick={() => setContent(content.trim() === '' ? template : `${content.trimEnd()}\n${template}`)}>
      {t('portrait.followUp.insertTemplate')}
    </Button>
  );
}

/** How it was done, what came of it, how much they want it and how content they are. */
export function FollowUpAnswers({ draft }: { readonly draft: FollowUpDraft }) {
  const t = useT();
  return (
    <>
      <Choice label={t('portrait.followUp.method')}>
        <Toggles<ContactMethod> label={t('portrait.followUp.method')} value={draft.method} options={contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))} onChange={(value) => value !== null && draft.setMethod(value)} />
      </Choice>
      <Choice label={t('portrait.followUp.result')}>
        <Toggles<FollowUpResult> label={t('portrait.followUp.result')} value={draft.result} options={followUpResultSchema.options.map((value) => ({ value, label: t(`fields.result.${value}`) }))} onChange={draft.setResult} />
      </Choice>
      <Choice label={t('portrait.followUp.intent')}>
        <Toggles<FollowUpIntent> label={t('portrait.followUp.intent')} value={draft.intent} options={followUpIntentSchema.options.map((value) => ({ value, label: t(`fields.intent.${value}`) }))} onChange={draft.setIntent} />
      </Choice>
      <Choice label={t('fields.followUp.satisfaction')}>
        <Toggles<Satisfaction> label={t('fields.followUp.satisfaction')} value={draft.satisfaction} options={satisfactionSchema.options.map((value) => ({ value, label: `${value} ${t(`fields.satisfaction.${value}`)}` }))} onChange={draft.setSatisfaction} />
      </Choice>
    </>
  );
}
