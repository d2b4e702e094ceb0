import { code, say, word, type Topic } from '../../said.ts';

export const importing: Topic = {
  about: say`Excel (.xlsx) and CSV files can be imported. You see what will happen before anything is written, and can undo the whole import afterwards, so just try.`,
  parts: [
    {
      title: 'Step by step',
      steps: [
        say`Press ${'ui.nav.transfer'} on the left, then ${'transfer.drop.button'}, or drag the file into the window.`,
        say`In ${'transfer.steps.read'}, check that the text is readable. If it is not, choose another ${'transfer.read.encoding'}: CSV files from Chinese programs are mostly ${'transfer.read.encodings.gb18030'}. Then click the row that has the headings.`,
        say`In ${'transfer.steps.columns'}, look at those marked ${'transfer.columns.confidence.likely'}. For a column you do not want choose ${'transfer.columns.ignore'}; where nothing fits, ${'transfer.columns.extra'}; to make it a field of its own, ${'customFields.import.newField'}.`,
        say`In ${'transfer.steps.preview'}, say what happens to customers you already have: ${'transfer.preview.onMatchOptions.fill'}, ${'transfer.preview.onMatchOptions.update'} or ${'transfer.preview.onMatchOptions.skip'}. You can also tag everybody in this file.`,
        say`Press the button that says something like ${word('transfer.preview.start', { count: 300 })}. Go on with other work meanwhile; the progress stands at the foot of the window.`,
      ],
    },
    {
      title: 'What often comes up',
      points: [
        say`A phone number has become ${code('1.38E+10')}: it is restored where it can be. Where Excel has lost the last digits it is marked, never guessed.`,
        say`${code('03/04/1990')} can be two different days: you are asked first.`,
        say`Rows with mistakes do not hold up the others. Afterwards press ${word('transfer.result.errorFile', { count: 3 })}: each row says what is wrong. Correct the file and import it.`,
        say`Save an old .xls file as .xlsx in Excel first.`,
        say`Not sure what the file should look like? Press ${'transfer.drop.template'} and fill it in.`,
      ],
    },
    {
      title: 'It went wrong',
      steps: [
        say`Press ${'transfer.result.undo'} in the result of the import.`,
        say`Noticed only days later? Go to ${'ui.nav.transfer'}, find it under ${'transfer.past.title'} and press ${'transfer.past.undo'}.`,
      ],
      points: [say`New customers are removed, changed ones restored. What you have edited by hand since then stays.`],
    },
  ],
};
