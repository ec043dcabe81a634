import { sortOut } from './bulk-plan';

const states = new Map([
  ['whole', { asked: 35, assessed: 35, retryAt: null }],
  ['open', { asked: 35, assessed: 25, retryAt: new Date() }],
  ['left out', { asked: 35, assessed: 33, retryAt: null }],
]);
const wanted = ['new', ...states.keys()];
const sorted = { occupations: 4, assessed: 2, withHoles: 1 };

it('asks about occupations that are not assessed, or were left open by an error', () => {
  expect(sortOut(wanted, states, 'open')).toEqual({ ...sorted, codes: ['new', 'open'] });
});

it('asks about all that lack levels where these are asked for', () => {
  expect(sortOut(wanted, states, 'holes')).toEqual({ ...sorted, codes: ['open', 'left out'] });
});
