/** Ready-made care plans of the trades. The owner edits them; they are words to begin with. */
import type { CarePlan, CareStep } from '../../../../shared/modules/care.ts';
import type { Language, Preset } from '../../../../shared/modules/words.ts';

type PlanBody = Omit<CarePlan, 'id' | 'seq'>;
type Method = CareStep['method'];
type Words = readonly [title: string, message: string];

interface Texts {
  readonly names: { readonly new: string; readonly loyal: string; readonly atRisk: string; readonly lost: string };
  readonly thanks: Words;
  readonly use: Readonly<Record<Preset, Words>>;
  readonly content: Words;
  readonly loyalThanks: Words;
  readonly loyalNews: Words;
  readonly miss: Words;
  readonly missAgain: Words;
  readonly back: Words;
  readonly backCall: Words;
}

const zh: Texts = {
  names: { new: '新客关怀', loyal: '老客维系', atRisk: '快流失挽留', lost: '流失唤回' },
  thanks: ['致谢', '{称呼}您好，我是{店名}，谢谢您的信任！有什么需要随时找我。'],
  use: {
    retail: ['问问用得怎么样', '{称呼}您好，上次买的东西用得还习惯吗？有不清楚的尽管问我。'],
    catering: ['问问口味', '{称呼}您好，上次的菜合不合口味？下次来提前说一声，我给您留位子。'],
    beauty: ['问问护理后的感觉', '{称呼}您好，护理后这几天皮肤感觉怎么样？有不舒服随时告诉我。'],
    education: ['问问上课适不适应', '{称呼}您好，这一周上课还适应吗？作业上有困难我们一起想办法。'],
    trade: ['确认收货和质量', '{称呼}您好，货收到了吗？数量和质量都对得上吗？'],
    general: ['使用回访', '{称呼}您好，用了这几天感觉怎么样？有问题我来处理。'],
  },
  content: ['满意度回访', '{称呼}您好，一个月了，还满意吗？有什么我们能做得更好的，请直说。'],
  loyalThanks: ['感谢老客', '{称呼}您好，谢谢您一直照顾{店名}的生意，给您备了一份小心意，下次来取。'],
  loyalNews: ['说说新到的', '{称呼}您好，最近到了几样新的，觉得您会喜欢，有空来看看？'],
  miss: ['打个招呼', '{称呼}您好，有一阵没见您了，最近都好吗？'],
  missAgain: ['电话问问原因', ''],
  back: ['发一条问候', '{称呼}您好，好久不见。您上次来是{最近成交}，我们一直惦记着，回来看看吧。'],
  backCall: ['电话回访，问问为什么不来了', ''],
};

const en: Texts = {
  names: { new: 'New customers', loyal: 'Loyal customers', atRisk: 'About to leave', lost: 'Win back' },
  thanks: ['Say thank you', 'Hello {salutation}, this is {shop}. Thank you for your trust! Let me know whenever you need anything.'],
  use: {
    retail: ['Ask how it works out', 'Hello {salutation}, are you getting on well with what you bought? Ask me anything.'],
    catering: ['Ask how they liked it', 'Hello {salutation}, did you enjoy your meal? Tell me before your next visit and I will keep a table.'],
    beauty: ['Ask how it feels', 'Hello {salutation}, how does your skin feel after the treatment? Tell me at once if anything is wrong.'],
    education: ['Ask how lessons go', 'Hello {salutation}, how was the first week of lessons? If homework is hard, we will find a way.'],
    trade: ['Confirm arrival and quality', 'Hello {salutation}, have the goods arrived? Are quantity and quality as agreed?'],
    general: ['Ask how it works out', 'Hello {salutation}, how is it working out for you? If anything is wrong I will see to it.'],
  },
  content: ['Ask whether they are happy', 'Hello {salutation}, it has been a month. Are you happy? Please say plainly what we could do better.'],
  loyalThanks: ['Thank an old customer', 'Hello {salutation}, thank you for coming to {shop} all this time. A small gift is waiting for your next visit.'],
  loyalNews: ['Tell what is new', 'Hello {salutation}, a few new things have come in that I think you will like. Come and have a look?'],
  miss: ['Say hello', 'Hello {salutation}, we have not seen you for a while. Is everything well?'],
  missAgain: ['Ring and ask why', ''],
  back: ['Send a greeting', 'Hello {salutation}, it has been a long time. You were last here on {last purchase}; we would love to see you again.'],
  backCall: ['Ring and ask why they stopped coming', ''],
};

/** The plans of a trade in the book's language, all switched off. */
export function presetPlans(preset: Preset, language: Language): PlanBody[] {
  const t = language === 'en' ? en : zh;
  const plan = (name: string, stage: CarePlan['stage'], steps: readonly (readonly [day: number, method: Method, words: Words])[]): PlanBody => ({
    name,
    stage,
    segmentId: null,
    active: false,
    steps: steps.map(([day, method, [title, message]], i) => ({ key: `s${String(i + 1)}`, day, method, title, message })),
  });
  const chat: Method = preset === 'trade' ? 'email' : 'wechat';
  return [
    plan(t.names.new, 'new', [
      [1, chat, t.thanks],
      [7, chat, t.use[preset]],
      [30, 'phone', t.content],
    ]),
    plan(t.names.loyal, 'loyal', [
      [1, chat, t.loyalThanks],
      [60, chat, t.loyalNews],
    ]),
    plan(t.names.atRisk, 'atRisk', [
      [0, chat, t.miss],
      [7, 'phone', t.missAgain],
    ]),
    plan(t.names.lost, 'lost', [
      [0, chat, t.back],
      [14, 'phone', t.backCall],
    ]),
  ];
}
