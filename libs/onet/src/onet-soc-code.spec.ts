import { isOnetSocCode, normaliseOnetSocCode, socCodeOf } from './onet-soc-code';

describe('normaliseOnetSocCode', () => {
  it.each([
    ['15-1252.00', '15-1252.00'],
    [' 15-1252.00 ', '15-1252.00'],
    ['15-1252', '15-1252.00'],
    ['151252', '15-1252.00'],
    ['15125200', '15-1252.00'],
    ['15-1252.0', '15-1252.00'],
    ['15\u20131252.00', '15-1252.00'],
    ['29-1141.01', '29-1141.01'],
  ])('reads %j as %s', (text, code) => {
    expect(normaliseOnetSocCode(text)).toBe(code);
  });

  it.each(['', '15', '15-125', '15-1252.1', '1512520', '15-1252.000', 'x15-1252.00', '15-1252.00;', '１５-1252.00'])(
    'refuses %j',
    (text) => {
      expect(normaliseOnetSocCode(text)).toBeNull();
    },
  );
});

it('accepts only the written form in files', () => {
  expect(isOnetSocCode('15-1252.00')).toBe(true);
  expect(isOnetSocCode('15-1252')).toBe(false);
  expect(isOnetSocCode('15-1252.00 ')).toBe(false);
});

it('finds the SOC code that siblings share', () => {
  expect(socCodeOf('29-1141.01')).toBe('29-1141');
});
