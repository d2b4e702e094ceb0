import { say, type Topic } from '../../said.ts';

export const people: Topic = {
  about: say`给店长、店员各设一个口令。能看什么、做什么由店主定；谁做了什么，都有记录。`,
  parts: [
    {
      title: '给一个人口令',
      steps: [
        say`在设置的${'settings.sections.security'}里点${'people.open'}，再点${'people.add'}。`,
        say`选${'people.role'}：${'people.roles.manager.name'}、${'people.roles.staff.name'}，或${'people.roles.readonly.name'}。`,
        say`在${'people.rights.title'}里勾要另外给的，比如${'people.rights.seeAmounts'}、${'people.rights.export'}。只管自己那几位的，勾${'people.rights.ownOnly'}。`,
        say`让他自己输入${'people.form.passphrase'}，点${'people.form.save'}。以后他打开时，在${'people.who'}里选自己的名字。`,
      ],
    },
    {
      title: '有人离开',
      steps: [
        say`在${'people.title'}里，点他那一行的菜单，再点${'people.menu.leave'}。`,
        say`选把他负责的客户转给谁，点${'people.leave.button'}。他的口令马上失效，做过的事仍在记录里。`,
        say`收回他手里存着备份的 U 盘：以前的备份仍认当时的口令。`,
        say`他要是知道店主的口令，点${'settings.security.change'}换掉。`,
      ],
    },
    {
      title: '说在前面',
      points: [
        say`没勾${'people.rights.seePhones'}的人，电话只看得到一部分；要看全的，得一位一位点${'people.contacts.open'}，都有记录。`,
        say`懂技术、又拿着有效口令和客户簿文件的人，有可能绕过权限，但打不开标了${'customFields.ownerOnly.label'}的字段。口令只给信得过的人。`,
        say`不放心时看${'privacy.audit.title'}。`,
      ],
    },
  ],
};
