import { shownKey } from './shown-key';

it.each([
  ['in X-API-Key', { 'x-api-key': 'a-key' }, 'a-key'],
  ['as a bearer token', { authorization: 'Bearer a-key' }, 'a-key'],
  ['as a bearer token, as programs write it', { authorization: 'bearer   a-key' }, 'a-key'],
  ['twice, the same', { 'x-api-key': 'a-key', authorization: 'Bearer a-key' }, 'a-key'],
  ['in both, of which the own header counts', { 'x-api-key': 'a-key', authorization: 'Bearer another' }, 'a-key'],
  ['beside what a proxy takes for itself', { 'x-api-key': 'a-key', authorization: 'Basic dTpw' }, 'a-key'],
  ['beside an empty header', { 'x-api-key': '', authorization: 'Bearer a-key' }, 'a-key'],
])('finds a key %s', (_where, headers, key) => {
  expect(shownKey({ headers })).toBe(key);
});

it.each([
  {},
  { 'x-api-key': '' },
  { authorization: '' },
  { authorization: 'Bearer' },
  { authorization: 'Bearer ' },
  { authorization: 'a-key' },
  { authorization: 'Basic a-key' },
  { authorization: 'Bearer a key' },
  { authorization: 'xBearer a-key' },
])('finds none in %j', (headers) => {
  expect(shownKey({ headers })).toBeNull();
});
