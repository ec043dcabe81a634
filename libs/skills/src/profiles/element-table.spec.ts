import { DOMAINS } from '@app/onet';
import { ElementTable } from './element-table';

function table(...ids: readonly string[]): ElementTable {
  return new ElementTable(ids.map((elementId) => ({ elementId, name: elementId, description: null, anchors: [] })));
}

it('puts elements in the order of the content model, whatever order they come in', () => {
  const elements = table('2.C.10.a', '4.A.1.a.1', '2.C.9.a', '2.A.1.a', '1.A.1.a.1', '2.B.1.a');
  expect(elements.width).toBe(6);
  expect(
    ['1.A.1.a.1', '2.A.1.a', '2.B.1.a', '2.C.9.a', '2.C.10.a', '4.A.1.a.1'].map((id) => elements.positionOf(id)),
  ).toEqual([0, 1, 2, 3, 4, 5]);
});

it('makes each domain one stretch, and all of them together the whole table', () => {
  const elements = table('2.A.1.a', '2.B.1.a', '2.C.1.a', '1.A.1.a.1', '4.A.1.a.1', '4.A.1.a.2');
  expect(Object.fromEntries(DOMAINS.map((domain) => [domain, elements.stretch(domain)]))).toEqual({
    abilities: { start: 0, end: 1 },
    skills: { start: 1, end: 3 },
    knowledge: { start: 3, end: 4 },
    work_activities: { start: 4, end: 6 },
  });
  expect(elements.of('skills').map(({ elementId }) => elementId)).toEqual(['2.A.1.a', '2.B.1.a']);
});

it('has an empty stretch for a domain that a release lacks', () => {
  const elements = table('2.A.1.a');
  expect(elements.stretch('knowledge')).toEqual({ start: 0, end: 0 });
  expect(elements.of('knowledge')).toEqual([]);
});

it('leaves out elements of no domain', () => {
  const elements = table('2.A.1.a', '4.C.1.a.2.c');
  expect(elements.width).toBe(1);
  expect(elements.has('4.C.1.a.2.c')).toBe(false);
  expect(elements.positionOf('4.C.1.a.2.c')).toBeUndefined();
});
