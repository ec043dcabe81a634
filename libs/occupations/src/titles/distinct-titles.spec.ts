import { distinctTitles } from './distinct-titles';

it('lists the own title first, then all others once in the order of their letters', () => {
  const alternateTitles = [
    { title: 'Staff Nurse (RN)', shortTitle: 'RN' },
    { title: 'Nurse', shortTitle: null },
    { title: 'Charge Nurse (RN)', shortTitle: 'RN' },
    { title: 'Nurse', shortTitle: 'Nurse' },
  ];
  expect(distinctTitles({ title: 'Registered Nurses', alternateTitles })).toEqual([
    { text: 'Registered Nurses', shown: 'Registered Nurses' },
    { text: 'Charge Nurse (RN)', shown: 'Charge Nurse (RN)' },
    { text: 'Nurse', shown: 'Nurse' },
    { text: 'RN', shown: 'Charge Nurse (RN)' },
    { text: 'Staff Nurse (RN)', shown: 'Staff Nurse (RN)' },
  ]);
});

it('shows a short title that is a title too as it is', () => {
  const alternateTitles = [
    { title: 'Chief Executive Officer', shortTitle: 'CEO' },
    { title: 'CEO', shortTitle: null },
  ];
  expect(
    distinctTitles({ title: 'Registered Nurses', alternateTitles }).map(({ text, shown }) => `${text}: ${shown}`),
  ).toEqual([
    ...['Registered Nurses: Registered Nurses', 'CEO: CEO', 'Chief Executive Officer: Chief Executive Officer'],
  ]);
});
