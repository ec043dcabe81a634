import { requestIdOf } from './request-id';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the id of a request', () => {
  it.each(['1', 'a.b_c-D', '4bf92f35-77b3-4da6-a3ce-929d0e0e4736', 'x'.repeat(64)])('is the client’s own: %s', (id) => {
    expect(requestIdOf({ headers: { 'x-request-id': id } })).toBe(id);
  });

  it.each([
    ['nothing', undefined],
    ['an empty one', ''],
    ['a long one', 'x'.repeat(65)],
    ['blanks', 'a b'],
    ['a line break', 'a\nb'],
    ['quotes', '"a"'],
    ['a trailing line break', 'a\n'],
    ['two joined by Node', 'a, b'],
    ['letters beyond ASCII', 'ä'],
  ])('is a new one for %s', (_what, given) => {
    expect(requestIdOf({ headers: { 'x-request-id': given } })).toMatch(UUID);
  });

  it('is another one for each request', () => {
    expect(requestIdOf({ headers: {} })).not.toBe(requestIdOf({ headers: {} }));
  });
});
