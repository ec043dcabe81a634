import { commonText, requestLine, type CommonFacts, type OwnFacts } from './request-line';

const COMMON: CommonFacts = {
  level: 'info',
  context: 'Http',
  method: 'GET',
  route: '/api/v1/skills',
  status: 200,
  msg: 'GET it',
};
const OWN: OwnFacts = { requestId: 'a-1', key: 'payroll', milliseconds: 0.2504, more: null };

function read(common: CommonFacts, own: OwnFacts): unknown {
  const line = requestLine(commonText(common), own);
  expect(line).toMatch(/^[^\n]+\n$/);
  return JSON.parse(line);
}

describe('the line of a request', () => {
  it('is JSON with all that is known', () => {
    expect(read(COMMON, OWN)).toEqual({
      ...{ ...COMMON, time: expect.stringMatching(/Z$/), request_id: 'a-1', key: 'payroll', duration_ms: 0.25 },
    });
  });

  it('stays JSON whatever names and paths hold', () => {
    const odd = '"}\n\u2028\\ä';
    const more = { path: odd, deep: { list: [odd] } };
    expect(read({ ...COMMON, route: odd, method: odd, msg: odd }, { ...OWN, key: odd, more })).toMatchObject({
      ...{ key: odd, method: odd, route: odd, path: odd, deep: { list: [odd] }, msg: odd },
    });
  });

  it('says null where nothing is known, and leaves out what is undefined', () => {
    const nothing = { ...COMMON, method: null, route: null, status: null, msg: '' };
    expect(read(nothing, { ...OWN, key: null, more: { address: undefined } })).toEqual({
      ...{ ...nothing, time: expect.any(String), request_id: 'a-1', key: null, duration_ms: 0.25 },
    });
  });
});
