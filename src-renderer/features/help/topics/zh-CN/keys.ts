import { code, keys, say, type Topic } from '../../said.ts';

export const keysAndEntry: Topic = {
  about: say`手不离键盘，录入和查找都快得多。记住${keys('mod+k')}一个就够用：打客户的名字，或者打想做的事。`,
  parts: [
    {
      title: '快速录入',
      points: [
        say`在${'ui.nav.customers'}按${keys('n')}，写姓名和电话，${keys('enter')}保存；${keys('mod+enter')}保存后接着添下一位。`,
        say`从微信里复制一整段“王小明 13812345678 上海市……”，贴进姓名那一格，电话、地址会自动分好。分错了点${'customers.create.readUndo'}。`,
        say`电话或微信和已有的客户相同，会提醒${'customers.duplicate.title'}。确实是两个人，点${'customers.duplicate.notSame'}。`,
        say`写到一半被打断也不要紧，下次打开，上次没写完的还在。`,
      ],
    },
    {
      title: '在列表里',
      points: [
        say`${keys('arrowup')}${keys('arrowdown')}换行，${keys('enter')}打开，${keys('space')}勾选；按住${keys('shift')}再按上下，连着勾。`,
        say`${keys('arrowleft')}${keys('arrowright')}换格子，${keys('f2')}就地改这一格。`,
        say`${keys('mod+k')}里拼音和首字母都认：打${code('dr')}就找到${'palette.commands.import'}。`,
      ],
    },
    {
      title: '按键',
      points: [say`正在输入框里打字时，单个字母的按键不起作用。按${keys('?')}看这一页现在能用的全部按键。`],
      table: 'keys',
    },
  ],
};
