import { z } from 'zod';
import { bodySchema, NO_BODY } from './body-schema';
import { checked } from './request-schema';

const BODY = bodySchema(z.strictObject({ force: z.boolean('must be true or false').default(false) }));

it.each([undefined, null, {}])('reads %j as an empty body', (body) => {
  expect(checked(BODY, body)).toEqual({ force: false });
});

it.each([
  [
    { force: 1, fource: true },
    'force must be true or false; fource is not a known field of the body; /docs lists them.',
  ],
  [[], 'body must be a JSON object.'],
  ['latest', 'body must be a JSON object.'],
])('says of %j all that is wrong with it', (body, message) => {
  expect(() => checked(BODY, body)).toThrow(message);
});

it.each([undefined, null, {}, []])('takes %j for no body', (body) => {
  expect(() => checked(NO_BODY, body)).not.toThrow();
});

it('refuses a body where none is taken', () => {
  expect(() => checked(NO_BODY, { force: true })).toThrow('body is not taken here; give the options in the query.');
});
