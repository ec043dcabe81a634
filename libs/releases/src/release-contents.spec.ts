import { domainsOf, filesOf, partsOf, taxonomyOf } from './release-contents';

it('names the domains and parts that a release has rows of', () => {
  const rowsByKind = { skills: 70, workActivities: 82, knowledge: 0, tasks: 9, taskActivities: 12, titles: 3 };
  expect(domainsOf({ rowsByKind })).toEqual(['skills', 'work_activities']);
  expect(partsOf({ rowsByKind })).toEqual(['alternate_titles', 'tasks', 'activities']);
});

it('takes a release whose contents nobody has noted for one with skills', () => {
  expect(domainsOf({ rowsByKind: null })).toEqual(['skills']);
  expect(partsOf({ rowsByKind: null })).toEqual([]);
});

it('names the files that hold a part or a domain', () => {
  expect(filesOf('knowledge')).toEqual(['Knowledge']);
  expect(filesOf('activities')).toEqual(['IWA Reference', 'DWA Reference', 'Tasks to DWAs']);
});

it.each([
  ['20.1', '2010'],
  ['25.0', '2010'],
  ['25.1', '2019'],
  ['31.0', '2019'],
  ['sample', '2019'],
  ['our-own', null],
])('tells the taxonomy of release %s: %s', (name, taxonomy) => {
  expect(taxonomyOf({ name })).toBe(taxonomy);
});
