import { tellReplaced, tellReplacedIn } from './tell-replaced';

it('names the retired code beside the occupation that has taken its place', () => {
  const answer = { from: { code: '15-1251.00' }, to: { code: '11-1011.00' } };
  expect(tellReplaced(answer, { from: '15-1131.00', to: null })).toEqual({
    from: { code: '15-1251.00', replaces: '15-1131.00' },
    to: { code: '11-1011.00' },
  });
});

it('does so in answers of either form', () => {
  const json = '{"from_occupation":{"code":"15-1251.00"},"to_occupation":{"code":"11-1011.00"}}';
  expect(tellReplacedIn(json, { from: null, to: '11-1011.01' })).toBe(
    '{"from_occupation":{"code":"15-1251.00"},"to_occupation":{"code":"11-1011.00","replaces":"11-1011.01"}}',
  );
});

it('leaves an answer about no retired code as it is, to the last byte', () => {
  const json = '{"from": {"code": "15-1251.00"}}';
  expect(tellReplacedIn(json, { from: null, to: null })).toBe(json);
});
