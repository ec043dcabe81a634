import { requestLine, type RequestFacts } from './request-line';

const FACTS: RequestFacts = {
  context: 'Http',
  request_id: 'a-1',
  key: 'payroll',
  method: 'GET',
  route: '/api/v1/skills',
  status: 200,
  duration_ms: 0.25,
};

function read(...given: Parameters<typeof requestLine>): unknown {
  const line = requestLine(...given);
  expect(line).toMatch(/^[^\n]+\n$/);
  return JSON.parse(line);
}

describe('the line of a request', () => {
  it('is JSON with all that is known', () => {
    expect(read('info', FACTS, null, 'GET it')).toEqual({
      ...{ level: 'info', time: expect.stringMatching(/Z$/), ...FACTS, msg: 'GET it' },
    });
  });

  it('stays JSON whatever names and paths hold', () => {
    const odd = '"}\n\u2028\\ä';
    expect(read('warn', { ...FACTS, key: odd, route: odd }, { path: odd, deep: { list: [odd] } }, odd)).toMatchObject({
      ...{ key: odd, route: odd, path: odd, deep: { list: [odd] }, msg: odd },
    });
  });

  it('says null where nothing is known, and leaves out what is undefined', () => {
    const nothing = { ...FACTS, key: null, method: null, route: null, status: null };
    expect(read('info', nothing, { address: undefined }, '')).toEqual({
      ...{ level: 'info', time: expect.any(String), ...nothing, msg: '' },
    });
  });
});
