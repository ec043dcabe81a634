import { tableIdsIn, tablesOfKind } from './tables';

const of = (...ids: string[]) => new Set(ids);

it('finds the skills in one table, or in the two of release 30.3 and later', () => {
  expect(tablesOfKind('skills', of('skills', 'knowledge'))).toEqual(['skills']);
  expect(tablesOfKind('skills', of('essential_skills', 'transferable_skills'))).toEqual([
    'essential_skills',
    'transferable_skills',
  ]);
});

it('prefers the newer tables where both are listed', () => {
  const all = of('skills', 'transferable_skills', 'essential_skills');
  expect(tablesOfKind('skills', all)).toEqual(['essential_skills', 'transferable_skills']);
});

it('takes half of the skills for none', () => {
  expect(tablesOfKind('skills', of('essential_skills', 'skills_to_work_context'))).toBeNull();
});

it.each([
  ['an array', [{ table_id: 'skills' }, { table_id: 'scales_reference' }]],
  ['an object with the array', { table: [{ table_id: 'skills' }, { table_id: 'scales_reference' }] }],
])('reads the list of tables from %s', (_form, list) => {
  expect([...tableIdsIn(list)]).toEqual(['skills', 'scales_reference']);
});

it.each([[null], ['skills'], [{}], [{ table: 'skills' }], [[{ id: 'skills' }, 7]]])('finds no table in %j', (list) => {
  expect(tableIdsIn(list).size).toBe(0);
});
