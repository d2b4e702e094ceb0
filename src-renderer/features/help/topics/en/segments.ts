import { say, type Topic } from '../../said.ts';

export const segments: Topic = {
  about: say`A segment is a group of people, such as “old customers not seen for 90 days”. A view is a way of looking at the list. Give them a name and they are one click away.`,
  parts: [
    {
      title: 'Segments',
      steps: [
        say`In ${'segments.title'} press ${'segments.create'} and choose conditions: whoever fits comes in by itself, whoever does not goes out.`,
        say`To pick people one by one, press ${'segments.createList'}; then tick them in the list and press ${'segments.list.add'}.`,
        say`Where purchases are counted, a sale refunded whole is none, and of one refunded in part what was kept counts.`,
        say`A segment can be used in filters, exports, bulk edits and care plans.`,
      ],
    },
    {
      title: 'Views',
      steps: [
        say`Make the list look as you want it: conditions, columns, order, groups.`,
        say`Press ${'views.saveAs'} and give it a name. It appears on the left; one click brings this look back.`,
        say`Changed it later? ${'views.save'} keeps the change, ${'views.drop'} does not.`,
        say`For another computer, choose ${'views.share'} in the menu of the view, and ${'views.take'} over there. There is no customer data in the file.`,
      ],
    },
    {
      title: 'Other ways to look',
      points: [
        say`${'views.group.button'}: by grade, source, month of birth and so on.`,
        say`${'views.asBoard'}: one column for each value; drag a card to change it.`,
        say`${'views.chart.button'}: how many customers have each value. Click a line and only they stay in the list.`,
      ],
    },
  ],
};
