import { describeHoles, reasonOf } from './occupation-holes';

const IDS = ['2.A.1.a', '2.A.1.b', '2.A.1.c', '2.A.1.d', '2.A.1.e', '2.A.1.f', '2.B.1.a'];

it('says which levels of an occupation are missing, and why', () => {
  const holes = IDS.map((elementId) => ({ elementId, holeReason: 'left out' }));
  expect(reasonOf(35, holes.slice(0, 2))).toBe('2 of 35 levels are missing: 2.A.1.a, 2.A.1.b: left out');
  expect(reasonOf(35, holes)).toBe(
    '7 of 35 levels are missing: 2.A.1.a, 2.A.1.b, 2.A.1.c, 2.A.1.d, 2.A.1.e and 2 more: left out',
  );
});

it('names the occupations, the first five of many', () => {
  const holes = IDS.map((_id, i) => ({ code: `11-101${i}.00`, missing: i + 1, of: 35 }));
  expect(describeHoles(holes.slice(0, 1))).toBe('11-1010.00 (1 of 35)');
  expect(describeHoles(holes)).toMatch(/^11-1010\.00 \(1 of 35\), .*11-1014\.00 \(5 of 35\) and 2 more$/);
});
