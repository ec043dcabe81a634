import { packOccupations, unpackOccupations, type OccupationRow } from './packed-occupations';

const NURSES: OccupationRow = {
  code: '29-1141.00',
  title: 'Registered Nurses',
  description: 'Assess patient health problems and needs.',
  source: 'text_file',
  jobZone: 3,
  alternateTitles: [
    { title: 'Emergency Room Nurse', shortTitle: 'ER Nurse' },
    { title: 'Infirmière diplômée', shortTitle: null },
  ],
  reportedTitles: [
    { title: 'Charge Nurse', shownInMyNextMove: true },
    { title: 'Nurse', shownInMyNextMove: false },
  ],
};
const BARE: OccupationRow = {
  ...{ code: '29-9999.00', title: 'Others', description: '', source: 'api', jobZone: null },
  ...{ alternateTitles: [], reportedTitles: [] },
};
const CLERKS: OccupationRow = {
  ...{ code: '43-1011.00', title: 'Clerks', description: 'Write.', source: 'text_file', jobZone: 1 },
  ...{ alternateTitles: [{ title: 'Clerk', shortTitle: null }], reportedTitles: [] },
};

it('gives every occupation its own titles back, and says whether it is rated', () => {
  const rows = [NURSES, BARE, CLERKS];
  const unpacked = unpackOccupations(packOccupations(rows), new Set([CLERKS.code]));
  const members = unpacked.map(
    ({ code, title, description, source, jobZone, alternateTitles, reportedTitles, rated }) => ({
      ...{ code, title, description, source, jobZone, alternateTitles, reportedTitles, rated },
    }),
  );
  expect(members).toEqual(rows.map((row) => ({ ...row, rated: row === CLERKS })));
});

it('is empty for a release without occupations', () => {
  expect(unpackOccupations(packOccupations([]), new Set())).toEqual([]);
});
