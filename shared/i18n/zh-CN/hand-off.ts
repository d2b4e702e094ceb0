/** What goes to a phone: a code for its camera, a calendar file, a file of cards. */
export const handOff = {
  button: '到手机',
  cards: '存成名片',
  calendarButton: '导出日历',
  titles: { card: '把客户存到手机', event: '把这件事放进手机日历', calls: '把电话单带到手机', cards: '存成名片文件', calendar: '导出日历文件' },
  code: '{{name}}的二维码',
  how: {
    card: '打开手机相机对准它，再点“添加联系人”。不联网，直接从屏幕到手机。',
    event: '打开手机相机对准它，再点“添加日程”。有的相机只显示文字，那就存成文件发到手机上打开。',
    calls: '打开手机相机对准它，名字、电话和事由就在手机上了。',
  },
  surname: '只写姓',
  left: '还有 {{count}} 位装不下，用纸上的电话单吧。',
  tooLong: '内容太多，一个二维码装不下。存成文件吧。',
  save: { card: '存成名片文件', event: '存成日历文件', calls: '存成文本文件' },
  warning: '到了手机上的资料不再加密，也撤不回来。',
  naming: { legend: '客户怎么写', full: '写全名', fullHint: '自己的手机，别人看不到', surname: '只写姓', surnameHint: '手机丢了、别人看见，也不知道是谁；备注不带' },
  which: { legend: '哪些日子', shown: '正在看的这些天', quarter: '从今天起三个月', year: '从今天起一年' },
  calendarHow: '存成 ICS 文件，用手机或电脑的日历打开就能导入。以后再导一次，改过的会更新，不会重复。',
  calendarName: '{{name}}日历-{{date}}',
  cardsName: '{{name}}名片-{{date}}',
} as const;
