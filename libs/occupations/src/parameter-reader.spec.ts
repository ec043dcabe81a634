import { InvalidParametersError } from './occupations.errors';
import { ParameterReader, type RawParameters } from './parameter-reader';

function problemsOf(
  parameters: RawParameters,
  read: (reader: ParameterReader) => void,
  known = Object.keys(parameters),
) {
  const reader = new ParameterReader(parameters, known);
  read(reader);
  try {
    reader.check();
  } catch (error) {
    if (error instanceof InvalidParametersError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

it('brings codes into their written form', () => {
  const reader = new ParameterReader({ from: ' 15-1252 ' }, ['from']);
  expect(reader.code('from')).toBe('15-1252.00');
  expect(() => reader.check()).not.toThrow();
});

it('takes the other name of a parameter', () => {
  const reader = new ParameterReader({ from_occupation: '15-1252.00' }, ['from', 'from_occupation']);
  expect(reader.code('from', 'from_occupation')).toBe('15-1252.00');
});

it('does not let the query name what the path gives', () => {
  const reader = new ParameterReader({ code: '15-1252.00' }, [], { code: '11-1011.00' });
  expect(reader.code('code')).toBe('11-1011.00');
  expect(() => reader.check()).toThrow('code is not known here; this endpoint takes none.');
});

it('names a parameter as the request named it', () => {
  const problems = problemsOf({ from_occupation: 'x' }, (reader) => reader.code('from', 'from_occupation'));
  expect(problems.map(({ parameter }) => parameter)).toEqual(['from_occupation']);
});

it('reports every problem of a request, each with its parameter', () => {
  const problems = problemsOf(
    { from: 'x', limit: '0', serch: 'nurse' },
    (reader) => {
      reader.code('from');
      reader.code('to');
      reader.integer('limit', { min: 1, max: 10, default: 5 });
    },
    ['from', 'to', 'limit'],
  );
  expect(problems.map(({ code, parameter }) => `${parameter} ${code}`)).toEqual([
    'serch INVALID_PARAMETER',
    'from INVALID_ONET_SOC_CODE',
    'to MISSING_PARAMETER',
    'limit INVALID_PARAMETER',
  ]);
});

it.each<[string, RawParameters, (reader: ParameterReader) => void, string]>([
  ['a repeated parameter', { from: ['1', '2'] }, (reader) => reader.code('from'), 'is given more than once'],
  [
    'a repeated parameter under its other name',
    { from_occupation: ['1', '2'] },
    (reader) => reader.code('from', 'from_occupation'),
    'is given more than once',
  ],
  ['an empty code', { from: '' }, (reader) => reader.code('from'), 'is missing'],
  [
    'both names of a parameter',
    { from: '15-1252.00', from_occupation: '15-1252.00' },
    (reader) => reader.code('from', 'from_occupation'),
    'is another name of from',
  ],
  ['a long text', { search: 'x'.repeat(6) }, (reader) => reader.text('search', 5), 'is longer than 5 characters'],
  ['a number in words', { n: 'ten' }, (r) => r.integer('n', { min: 1, max: 9, default: 1 }), 'must be a whole number'],
  ['a number out of range', { n: '10' }, (r) => r.integer('n', { min: 1, max: 9, default: 1 }), 'from 1 to 9'],
  ['a fraction', { n: '1.5' }, (r) => r.integer('n', { min: 1, max: 9, default: 1 }), 'must be a whole number'],
  ['a made-up cursor', { cursor: 'zzz' }, (reader) => reader.issued('cursor', () => null), 'is not a value that this'],
])('refuses %s once', (_name, parameters, read, detail) => {
  const problems = problemsOf(parameters, read);
  expect(problems).toHaveLength(1);
  expect(problems[0].detail).toContain(detail);
});

it('repeats only the beginning of long input, and nothing unprintable', () => {
  const [problem] = problemsOf({ from: `\u0007${'y'.repeat(500)}` }, (reader) => reader.code('from'));
  expect(problem.detail).toContain('"?yyyy');
  expect(problem.detail.length).toBeLessThan(120);
});

it('reads several codes, separated by commas', () => {
  const reader = new ParameterReader({ codes: '15-1252, 11-1011.00,' }, ['codes']);
  expect(reader.codes('codes', 2)).toEqual(['15-1252.00', '11-1011.00']);
  expect(() => reader.check()).not.toThrow();
});

it.each(['"15-1252.00","11-1011.00"', '15-1252; 11-1011.00.', '15-1252.00\r\n11-1011.00\r\n', '15-1252，11-1011'])(
  'reads several codes as they are pasted: %j',
  (text) => {
    const reader = new ParameterReader({ codes: text }, ['codes']);
    expect(reader.codes('codes', 2)).toEqual(['15-1252.00', '11-1011.00']);
    expect(() => reader.check()).not.toThrow();
  },
);

it.each([
  [{}, 'MISSING_PARAMETER', /^is missing; give O\*NET-SOC codes/],
  [{ codes: ' , ' }, 'INVALID_PARAMETER', /^must hold 1 to 2 codes/],
  [{ codes: '15-1252,11-1011,13-2011' }, 'INVALID_PARAMETER', /^must hold 1 to 2 codes/],
  [{ codes: '15-1252,nurse' }, 'INVALID_ONET_SOC_CODE', /such as 15-1252\.00: "nurse"$/],
])('refuses %j as several codes', (parameters, code, detail) => {
  const problems = problemsOf(parameters, (reader) => reader.codes('codes', 2));
  expect(problems).toEqual([
    expect.objectContaining({ parameter: 'codes', code, detail: expect.stringMatching(detail) }),
  ]);
});

it.each([
  ['one', { from: 'Registered nurse' }, (reader: ParameterReader) => reader.code('from'), 'registered nurse'],
  ['one of several', { codes: '15-1252,nurse' }, (reader: ParameterReader) => reader.codes('codes', 2), 'nurse'],
])('says what to search for where a title stands for %s code', (_what, parameters, read, search) => {
  expect(problemsOf(parameters, read)).toMatchObject([{ code: 'INVALID_ONET_SOC_CODE', search }]);
});

it('refuses what something else makes meaningless', () => {
  const problems = problemsOf({ codes: '15-1252' }, (reader) => reader.absent('codes', 'all of them are meant'));
  expect(problems).toMatchObject([{ parameter: 'codes', detail: 'must not be given: all of them are meant' }]);
});
