import type { Rating } from '../ratings/rating-columns';
import { ElementTable } from './element-table';
import type { ProfileIndex } from './profile-index';
import { ProfileIndexBuilder } from './profile-index-builder';

const RELEASE = { id: 1, name: '29.0', checksum: 'c', revision: 0 };
const ELEMENTS = new ElementTable(
  ['2.A.1.a', '2.B.1.a', '2.C.1.a'].map((elementId) => ({
    elementId,
    name: elementId,
    description: null,
    anchors: [],
  })),
);
const TITLES = new Map([
  ['11-1011.00', 'Bosses'],
  ['29-1141.00', 'Nurses'],
]);

function rating(dataValue: number): Rating {
  const none = { n: null, standardError: null, lowerCiBound: null, upperCiBound: null };
  const unsaid = { recommendSuppress: null, notRelevant: null, dateUpdated: null, domainSource: null };
  return { dataValue, ...none, ...unsaid, source: 'text_file' };
}

function bosses(): ProfileIndex {
  const builder = ProfileIndexBuilder.empty(ELEMENTS, TITLES);
  builder.add('11-1011.00', '2.A.1.a', 'LV', rating(4.5));
  builder.add('11-1011.00', '2.A.1.a', 'IM', rating(3.25));
  builder.add('11-1011.00', '2.C.1.a', 'LV', rating(6));
  return builder.build(RELEASE);
}

it('gives the levels of one domain, NaN where there is none', () => {
  const profile = bosses().profile('11-1011.00');
  expect(profile).toMatchObject({ code: '11-1011.00', title: 'Bosses' });
  expect([...profile!.levels('skills')]).toEqual([4.5, NaN]);
  expect([...profile!.levels('knowledge')]).toEqual([6]);
  expect([...profile!.levels('abilities')]).toEqual([]);
});

it('tells rated occupations from those that it only knows', () => {
  const index = bosses();
  expect(index.occupationCount).toBe(2);
  expect([...index.ratedCodes()]).toEqual(['11-1011.00']);
  expect(index.profile('29-1141.00')).toBeUndefined();
});

it('gives every element of a domain with both ratings', () => {
  const ratings = bosses().ratingsOf('11-1011.00', 'skills');
  expect(
    ratings.map(({ element, importance, level }) => [element.elementId, importance?.dataValue, level?.dataValue]),
  ).toEqual([
    ['2.A.1.a', 3.25, 4.5],
    ['2.B.1.a', undefined, undefined],
  ]);
});

it('does not take up other scales, other elements or other occupations', () => {
  const builder = ProfileIndexBuilder.empty(ELEMENTS, TITLES);
  builder.add('29-1141.00', '2.A.1.a', 'CX', rating(2));
  builder.add('29-1141.00', '4.C.1.a', 'LV', rating(2));
  builder.add('99-9999.00', '2.A.1.a', 'LV', rating(2));
  expect(builder.build(RELEASE).ratedCodes().size).toBe(0);
});

it('is left as it is when another one is built from it with the ratings of one occupation more', () => {
  const before = bosses();
  const builder = ProfileIndexBuilder.from(before, '11-2011.00', 'Heralds');
  builder.add('11-2011.00', '2.B.1.a', 'LV', rating(2));
  builder.add('11-1011.00', '2.B.1.a', 'LV', rating(1));
  const after = builder.build({ ...RELEASE, revision: 1 });
  expect([...after.profile('11-2011.00')!.levels('skills')]).toEqual([NaN, 2]);
  expect([...after.profile('11-1011.00')!.levels('skills')]).toEqual([4.5, 1]);
  expect(after.release.revision).toBe(1);
  expect([...before.profile('11-1011.00')!.levels('skills')]).toEqual([4.5, NaN]);
  expect(before.profile('11-2011.00')).toBeUndefined();
});
