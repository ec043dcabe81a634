import { beginningOfCode, beginningOfGroup, isOnetSocCode, normaliseOnetSocCode, socCodeOf } from './onet-soc-code';

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
    ['15-1252.00.', '15-1252.00'],
    ['15-1252.00,', '15-1252.00'],
    ['15-1252.00;', '15-1252.00'],
    ['15-1252.', '15-1252.00'],
    ['"15-1252.00"', '15-1252.00'],
    ["'15-1252.00", '15-1252.00'],
    ['="15-1252.00"', '15-1252.00'],
    ['`15-1252`', '15-1252.00'],
    ['\u201c15-1252.00\u201d', '15-1252.00'],
    ['\u201e15-1252.00\u201c,', '15-1252.00'],
    ['\u00ab\u00a015-1252.00\u00a0\u00bb', '15-1252.00'],
    ['(15-1252.00)', '15-1252.00'],
    ['\u200b15-1252\u2060.00\ufeff', '15-1252.00'],
    ['\u202a15-1252.00\u202c', '15-1252.00'],
    ['15\u00ad1252.00', '15-1252.00'],
    ['\uff11\uff15\uff0d\uff11\uff12\uff15\uff12\uff0e\uff10\uff10', '15-1252.00'],
    ['15-1252-00', '15-1252.00'],
    ['15\u20111252.00', '15-1252.00'],
    ['15\u20141252\u201400', '15-1252.00'],
    ['15\u22121252.00', '15-1252.00'],
    ['15 - 1252.00', '15-1252.00'],
    ['15 1252 00', '15-1252.00'],
    ['15.1252.00', '15-1252.00'],
  ])('reads %j as %s', (text, code) => {
    expect(normaliseOnetSocCode(text)).toBe(code);
  });

  it.each([
    ...['', '15', '15-125', '15-1252.1', '1512520', '15-1252.000', 'x15-1252.00', '-15-1252.00', '15--1252.00'],
    ...['15-1252.00 Software Developers', '15-12 52.00', '151252.00.00', '15-1252.00 11-1011.00', '"".\u200b'],
  ])('refuses %j', (text) => {
    expect(normaliseOnetSocCode(text)).toBeNull();
  });

  it('takes no time over a text that is no code at all', () => {
    expect(normaliseOnetSocCode(`15${'"'.repeat(100_000)}x`)).toBeNull();
  });
});

describe('beginningOfCode', () => {
  it.each([
    ['15', '15-'],
    ['15-', '15-'],
    ['15-125', '15-125'],
    ['15125', '15-125'],
    ['15-1252', '15-1252'],
    ['151252', '15-1252'],
    ['29-1141.0', '29-1141.0'],
    ['29114101', '29-1141.01'],
    ['29-1141.01.', '29-1141.01'],
    [' \u201c15\u2013125\u201d', '15-125'],
  ])('reads %j as %s', (text, beginning) => {
    expect(beginningOfCode(text)).toBe(beginning);
  });

  it.each(['', '1', 'nurse', '15-12.5', '15-1252.001', '3d artist', 'c++', '15-125x'])('sees none in %j', (text) => {
    expect(beginningOfCode(text)).toBeNull();
  });
});

it.each([
  ['29-0000.00', '29-'],
  ['29-1000.00', '29-1'],
  ['29-1100.00', '29-11'],
  ['29-1140.00', '29-114'],
  ['29-1141.00', null],
  ['29-1141.01', null],
])('takes %s for a group whose codes begin with %j', (code, beginning) => {
  expect(beginningOfGroup(code)).toBe(beginning);
});

it('accepts only the written form in files', () => {
  expect(isOnetSocCode('15-1252.00')).toBe(true);
  expect(isOnetSocCode('15-1252')).toBe(false);
  expect(isOnetSocCode('15-1252.00 ')).toBe(false);
});

it('finds the SOC code that siblings share', () => {
  expect(socCodeOf('29-1141.01')).toBe('29-1141');
});
