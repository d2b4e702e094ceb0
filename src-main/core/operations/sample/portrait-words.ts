/** What the customers of the practice book like, who they know, and the files they left. */
export interface PortraitWords {
  readonly likes: readonly string[];
  readonly concerns: readonly string[];
  readonly times: readonly string[];
  readonly own: { readonly label: string; readonly reverseLabel: string };
  readonly roles: readonly string[];
  readonly card: string;
  readonly note: { readonly name: string; readonly text: string };
}

export const portraitZh: PortraitWords = {
  likes: ['爱喝岩茶，不要太浓', '每次都要礼品袋', '喜欢木盒包装，不要塑料', '只喝当年新茶', '口味清淡，偏爱白茶', '要能开增值税发票'],
  concerns: ['怕送货晚，去年中秋迟到过一次', '觉得运费贵', '担心保质期', '嫌包装太大不好带'],
  times: ['工作日晚上', '周末上午', '午休时间', '下午三点以后'],
  own: { label: '师傅', reverseLabel: '徒弟' },
  roles: ['采购', '会计', '前台', '行政'],
  card: '名片.png',
  note: { name: '送货说明.txt', text: '送到前台，周一到周五 9:00 – 17:30。\n到了先打电话，不要放在门口。\n' },
};

export const portraitEn: PortraitWords = {
  likes: ['Likes strong black teas', 'Always wants a gift bag', 'Wooden boxes, no plastic', 'Only this year’s harvest', 'Mild taste, white teas', 'Needs a proper invoice'],
  concerns: ['Worried about late delivery', 'Finds shipping expensive', 'Asks about shelf life', 'Boxes too large to carry'],
  times: ['weekday evenings', 'Saturday mornings', 'lunch break', 'after three'],
  own: { label: 'Mentor', reverseLabel: 'Apprentice' },
  roles: ['Buyer', 'Accounts', 'Front desk', 'Office'],
  card: 'business card.png',
  note: { name: 'delivery note.txt', text: 'Deliver to reception, Monday to Friday 9:00 – 17:30.\nPlease ring first; do not leave it at the door.\n' },
};
