import { compareElementIds, isElementId } from './element-id';

it.each(['2', '2.A', '2.A.1.a', '1.B.3.ag', '4.B.2.c.1.a.10', '4.A.2.a.4.I09.D03'])(
  'knows %s as an element id',
  (id) => {
    expect(isElementId(id)).toBe(true);
  },
);

it.each(['', 'A', '2.', '2..A', '2.A.1.a ', '2-A', 'Reading Comprehension', '2.AB'])(
  'refuses %j as an element id',
  (id) => {
    expect(isElementId(id)).toBe(false);
  },
);

it('orders elements as the content model does', () => {
  const ids = ['2.B.1.a', '2.A.2.a', '4.B.2.10', '2.A.1.b', '4.B.2.9', '2.A.1', '1.B.3.aa', '1.B.3.z', '2.A.1.a'];
  expect(ids.sort(compareElementIds)).toEqual([
    '1.B.3.z',
    '1.B.3.aa',
    '2.A.1',
    '2.A.1.a',
    '2.A.1.b',
    '2.A.2.a',
    '2.B.1.a',
    '4.B.2.9',
    '4.B.2.10',
  ]);
});
