import { keys, say, type Topic } from '../../said.ts';

export const profile: Topic = {
  about: say`一位客户的全部都在一页上：联系方式、喜好、家人、买过什么、聊过什么、下一步约在哪天。`,
  parts: [
    {
      title: '看和改',
      points: [
        say`在列表里点姓名，右边滑出档案；点${'profile.openFull'}看整页。${keys('j')}${keys('k')}是下一位、上一位。`,
        say`最上面是一眼要知道的：${'portrait.nextStep'}、${'portrait.lastContact'}、${'portrait.lastSale'}、没收的款和没解决的投诉。`,
        say`点着就能改，改完自动保存。改错了按${keys('mod+z')}。`,
      ],
    },
    {
      title: '记一次来往',
      steps: [
        say`按${keys('f')}，或者点${'portrait.followUp.title'}。`,
        say`写聊了什么，选${'portrait.followUp.method'}和${'portrait.followUp.result'}。照片可以直接粘贴进来。`,
        say`在${'portrait.followUp.next'}里选${'portrait.followUp.tomorrow'}、${'portrait.followUp.in3days'}或别的日子。到那天，${'today.title'}里会提醒您。`,
        say`按${keys('mod+enter')}保存。`,
      ],
    },
    {
      title: '相关的人、文件和往来',
      points: [
        say`点${'portrait.relations.add'}，记下家人、同事、介绍人；点${'portrait.relations.graph'}看一圈人是怎么连着的。`,
        say`照片、合同拖到档案里就收下了，加密保存，备份里也有。`,
        say`${'portrait.sections.timeline'}把聊过、买过、改过的按时间排好，可以只看一类，也可以跳到某一天。`,
      ],
    },
  ],
};
