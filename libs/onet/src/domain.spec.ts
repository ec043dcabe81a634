import { domainOf, type Domain } from './domain';

it.each<[string, Domain]>([
  ['2.A.1.a', 'skills'],
  ['2.B.5.d', 'skills'],
  ['2.C.1.a', 'knowledge'],
  ['1.A.4.b.5', 'abilities'],
  ['4.A.4.c.3', 'work_activities'],
  ['2.B', 'skills'],
])('an element %s belongs to %s', (elementId, domain) => {
  expect(domainOf(elementId)).toBe(domain);
});

it.each(['1.B.1.a', '4.C.3.d.8', '4.B.2.9', '2', '2.AB.1', '12.A.1', 'constructor'])(
  'an element %s is of no domain',
  (elementId) => {
    expect(domainOf(elementId)).toBeNull();
  },
);
