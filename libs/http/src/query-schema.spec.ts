import { InvalidParametersError, type RefusedParameter } from './invalid-parameters.error';
import { otherNameOf } from './parameter';
import {
  choiceParameter,
  codeParameter,
  codesParameter,
  flagParameter,
  integerParameter,
  issuedParameter,
  mayBeAbsent,
  optionalChoiceParameter,
  shareParameter,
  unless,
} from './parameters';
import { NO_QUERY, pathAndQuerySchema, querySchema } from './query-schema';
import type { RawParameters } from './read-parameters';
import { textParameter } from './text-parameters';
import { checked, type RequestSchema } from './request-schema';

const CODE = codeParameter('An occupation.', '15-1252.00');
const CODES = codesParameter('Occupations.', 2, '15-1252.00');
const FROM = { from: CODE, from_occupation: otherNameOf('from') };
const NUMBER = { n: integerParameter('A number.', { min: 1, max: 9, default: 1 }) };

function problemsOf(schema: RequestSchema<unknown>, value: unknown): readonly RefusedParameter[] {
  try {
    checked(schema, value);
  } catch (error) {
    if (error instanceof InvalidParametersError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

it('brings codes into their written form', () => {
  expect(checked(querySchema({ from: CODE }), { from: ' 15-1252 ' })).toEqual({ from: '15-1252.00' });
});

it.each([
  ['0.8', 800],
  ['.125', 125],
  ['1', 1000],
  ['0', 0],
  ['', 900],
])('reads the share %j in thousandths', (share, thousandths) => {
  expect(checked(querySchema({ share: shareParameter('A share.', 900) }), { share })).toEqual({ share: thousandths });
});

it('takes the other name of a parameter', () => {
  expect(checked(querySchema(FROM), { from_occupation: '15-1252.00' })).toEqual({ from: '15-1252.00' });
});

it('does not let the query name what the path gives', () => {
  const value = { path: { code: '11-1011.00' }, query: { code: '15-1252.00' } };
  const schema = pathAndQuerySchema({ code: CODE }, {});
  expect(() => checked(schema, value)).toThrow('code is not known here; this endpoint takes none.');
  expect(checked(schema, { ...value, query: {} })).toEqual({ code: '11-1011.00' });
});

it('tells what is wrong with the path and with the query at once, the path first', () => {
  const schema = pathAndQuerySchema({ code: CODE }, NUMBER);
  const problems = problemsOf(schema, { path: { code: 'x' }, query: { n: '0', m: '1' } });
  expect(problems.map(({ parameter }) => parameter)).toEqual(['m', 'code', 'n']);
});

it('names a parameter as the request named it', () => {
  const problems = problemsOf(querySchema(FROM), { from_occupation: 'x' });
  expect(problems.map(({ parameter }) => parameter)).toEqual(['from_occupation']);
});

it('reports every problem of a request, each with its parameter', () => {
  const limit = integerParameter('Occupations a page.', { min: 1, max: 10, default: 5 });
  const problems = problemsOf(querySchema({ from: CODE, to: CODE, limit }), { from: 'x', limit: '0', serch: 'nurse' });
  expect(problems.map(({ code, parameter }) => `${parameter} ${code}`)).toEqual([
    'serch INVALID_PARAMETER',
    'from INVALID_ONET_SOC_CODE',
    'to MISSING_PARAMETER',
    'limit INVALID_PARAMETER',
  ]);
});

it.each<[string, RequestSchema<unknown>, RawParameters, string]>([
  ['a repeated parameter', querySchema(FROM), { from: ['1', '2'] }, 'is given more than once'],
  [
    'a repeated parameter under its other name',
    querySchema(FROM),
    { from_occupation: ['1', '2'] },
    'is given more than once',
  ],
  ['an empty code', querySchema(FROM), { from: '' }, 'is missing'],
  [
    'both names of a parameter',
    querySchema(FROM),
    { from: '15-1252.00', from_occupation: '15-1252.00' },
    'is another name of from; give one of them',
  ],
  [
    'a long text',
    querySchema({ search: textParameter('Words.', 5, 'nurse') }),
    { search: 'x'.repeat(6) },
    'is longer than 5 characters',
  ],
  ['a number in words', querySchema(NUMBER), { n: 'ten' }, 'must be a whole number'],
  ['a number out of range', querySchema(NUMBER), { n: '10' }, 'from 1 to 9'],
  ['a share above 1', querySchema({ share: shareParameter('A share.', 800) }), { share: '1.001' }, 'from 0 to 1'],
  ['a share that is too fine', querySchema({ share: shareParameter('A share.', 800) }), { share: '.0001' }, 'three'],
  ['a percentage', querySchema({ share: shareParameter('A share.', 800) }), { share: '80' }, 'such as 0.8'],
  ['a fraction', querySchema(NUMBER), { n: '1.5' }, 'must be a whole number'],
  [
    'a made-up cursor',
    querySchema({ cursor: issuedParameter('A cursor.', () => null) }),
    { cursor: 'zzz' },
    'is not a value that this',
  ],
  [
    'what is none of the words',
    querySchema({ levels: choiceParameter('Whose.', ['onet', 'llm']) }),
    { levels: 'mine' },
    'must be one of onet, llm: "mine"',
  ],
  [
    'what is neither yes nor no',
    querySchema({ all: flagParameter('All.') }),
    { all: '1' },
    'must be one of false, true',
  ],
  ['a name of objects', NO_QUERY, { constructor: '1' }, 'is not known here; this endpoint takes none'],
  [
    'an unknown name',
    querySchema(FROM),
    { from: '15-1252', a: '1' },
    'is not known here; known are from, from_occupation',
  ],
])('refuses %s once', (_name, schema, query, detail) => {
  const problems = problemsOf(schema, query);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.detail).toContain(detail);
});

it('repeats only the beginning of long input, and nothing unprintable', () => {
  const [problem] = problemsOf(querySchema(FROM), { from: `\u0007${'y'.repeat(500)}` });
  expect(problem?.detail).toContain('"?yyyy');
  expect(problem?.detail.length).toBeLessThan(120);
});

it.each([
  '15-1252, 11-1011.00,',
  '"15-1252.00","11-1011.00"',
  '15-1252; 11-1011.00.',
  '15-1252.00\r\n11-1011.00\r\n',
  '15-1252，11-1011',
])('reads several codes as they are typed and pasted: %j', (codes) => {
  expect(checked(querySchema({ codes: CODES }), { codes })).toEqual({ codes: ['15-1252.00', '11-1011.00'] });
});

it.each([
  [{}, 'MISSING_PARAMETER', /^is missing; give O\*NET-SOC codes/],
  [{ codes: ' , ' }, 'INVALID_PARAMETER', /^must hold 1 to 2 codes/],
  [{ codes: '15-1252,11-1011,13-2011' }, 'INVALID_PARAMETER', /^must hold 1 to 2 codes/],
  [{ codes: '15-1252,nurse' }, 'INVALID_ONET_SOC_CODE', /such as 15-1252\.00: "nurse"$/],
])('refuses %j as several codes', (query, code, detail) => {
  expect(problemsOf(querySchema({ codes: CODES }), query)).toEqual([
    expect.objectContaining({ parameter: 'codes', code, detail: expect.stringMatching(detail) }),
  ]);
});

it.each([
  ['one', querySchema({ from: CODE }), { from: 'Registered nurse' }, 'registered nurse'],
  ['one of several', querySchema({ codes: CODES }), { codes: '15-1252,nurse' }, 'nurse'],
])('says what to search for where a title stands for %s code', (_what, schema, query, search) => {
  expect(problemsOf(schema, query)).toMatchObject([{ code: 'INVALID_ONET_SOC_CODE', search }]);
});

describe('a parameter that a flag makes meaningless', () => {
  const schema = querySchema({
    codes: unless('all', 'all of them are meant', CODES),
    all: flagParameter('All.'),
  });

  it('is refused beside the flag', () => {
    expect(problemsOf(schema, { codes: '15-1252', all: 'true' })).toMatchObject([
      { parameter: 'codes', detail: 'must not be given: all of them are meant' },
    ]);
  });

  it('is null with the flag, and needed without', () => {
    expect(checked(schema, { all: 'true' })).toEqual({ codes: null, all: true });
    expect(problemsOf(schema, { all: 'false' })).toMatchObject([{ parameter: 'codes', code: 'MISSING_PARAMETER' }]);
  });

  it('is read after the flag', () => {
    const problems = problemsOf(schema, { codes: 'x', all: 'x' });
    expect(problems.map(({ parameter }) => parameter)).toEqual(['all', 'codes']);
  });
});

it('takes what is not given for what is meant then', () => {
  const schema = querySchema({
    ...NUMBER,
    levels: choiceParameter('Whose.', ['onet', 'llm']),
    status: optionalChoiceParameter('Only these.', ['failed']),
    source: mayBeAbsent(CODE),
    search: textParameter('Words.', 5, 'nurse'),
  });
  expect(checked(schema, { n: ' ', search: '' })).toEqual({
    ...{ n: 1, levels: 'onet', status: null, source: null, search: null },
  });
  expect(problemsOf(schema, { source: '' })).toMatchObject([{ parameter: 'source', code: 'MISSING_PARAMETER' }]);
});

it('documents its parameters, the last one first, and other names not at all', () => {
  const { jsonSchema } = querySchema({ ...FROM, ...NUMBER })['~standard'];
  expect(JSON.stringify(jsonSchema?.input())).toBe(
    JSON.stringify({
      type: 'object',
      properties: {
        n: { type: 'integer', minimum: 1, maximum: 9, default: 1, description: 'A number.' },
        from: { type: 'string', example: '15-1252.00', description: 'An occupation.' },
      },
      required: ['from'],
    }),
  );
});
