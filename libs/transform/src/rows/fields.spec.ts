import {
  elementId,
  isMissing,
  onetSocCode,
  optionalCount,
  optionalDecimal,
  optionalMonth,
  optionalText,
  optionalYesNo,
  requiredDecimal,
  requiredInteger,
  requiredText,
} from './fields';
import { RowRejection } from './row-rejection';

/** The rejection of the field. */
function rejectionOf(read: () => unknown): { column: string; value: string; reason: string } {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RowRejection)) throw error;
    const { column, value, reason } = error;
    return { column, value, reason };
  }
  throw new Error('The field was accepted');
}

const MISSING = ['', '  ', 'n/a', 'N/A', ' n/a ', 'null', 'NULL', '\\N'];

it.each(MISSING)('%j says that there is no value', (text) => {
  expect(isMissing(text)).toBe(true);
});

it.each(['0', 'N', 'na', 'none', '-', 'n/a n/a'])('%j is a value', (text) => {
  expect(isMissing(text)).toBe(false);
});

it.each(MISSING)('%j is null where a value may be missing, and rejected where it must not', (text) => {
  expect(optionalText(text, 'Description', 10)).toBeNull();
  expect(optionalDecimal(text, 'Standard Error')).toBeNull();
  expect(optionalCount(text, 'N')).toBeNull();
  expect(optionalYesNo(text, 'Not Relevant')).toBeNull();
  expect(optionalMonth(text, 'Date')).toBeNull();
  const missing = { column: 'Field', value: text, reason: 'is missing' };
  expect(rejectionOf(() => requiredText(text, 'Field', 10))).toEqual(missing);
  expect(rejectionOf(() => requiredDecimal(text, 'Field'))).toEqual(missing);
  expect(rejectionOf(() => requiredInteger(text, 'Field'))).toEqual(missing);
});

describe('a text', () => {
  it('loses the blanks around it and keeps those inside', () => {
    expect(requiredText('  Chief  Executives ', 'Title', 20)).toBe('Chief  Executives');
  });

  it('may be as long as its column, the blanks around it not counted', () => {
    expect(requiredText(` ${'x'.repeat(150)} `, 'Title', 150)).toHaveLength(150);
  });

  it('is rejected rather than cut', () => {
    const text = 'x'.repeat(151);
    const tooLong = { column: 'Title', value: text, reason: 'is longer than 150 characters' };
    expect(rejectionOf(() => requiredText(text, 'Title', 150))).toEqual(tooLong);
    expect(rejectionOf(() => optionalText(text, 'Title', 150))).toEqual(tooLong);
  });
});

describe('a decimal number', () => {
  it.each([
    ['4.12', 4.12],
    ['5', 5],
    ['0.0000', 0],
    ['4.7800', 4.78],
    ['0.1102', 0.1102],
    ['-2.50', -2.5],
    [' 3.25 ', 3.25],
    ['99999.9999', 99_999.9999],
    ['4.120000', 4.12],
  ])('%j is %d', (text, value) => {
    expect(requiredDecimal(text, 'Data Value')).toBe(value);
    expect(optionalDecimal(text, 'Data Value')).toBe(value);
  });

  it.each(['four', '4,12', '4.1.2', '4.', '.5', '+4', '1e3', '0x10', '4 12', 'NaN', 'Infinity', '100000', '-', '٤'])(
    '%j is none',
    (text) => {
      const rejection = { column: 'Data Value', value: text, reason: 'is not a number from -99999 to 99999' };
      expect(rejectionOf(() => requiredDecimal(text, 'Data Value'))).toEqual(rejection);
      expect(rejectionOf(() => optionalDecimal(text, 'Data Value'))).toEqual(rejection);
    },
  );

  it('is rejected rather than rounded if it has more than 4 decimals', () => {
    expect(rejectionOf(() => requiredDecimal('0.12345', 'Standard Error'))).toEqual({
      column: 'Standard Error',
      value: '0.12345',
      reason: 'has more than 4 decimals',
    });
  });
});

describe('a whole number', () => {
  it.each([
    ['8', 8],
    ['-3', -3],
    [' 100 ', 100],
    ['007', 7],
    ['2147483647', 2_147_483_647],
  ])('%j is %d', (text, value) => {
    expect(requiredInteger(text, 'Minimum')).toBe(value);
  });

  it.each(['1.5', '1.0', 'one', '+1', '1e3', '2147483648', '99999999999'])('%j is none', (text) => {
    expect(rejectionOf(() => requiredInteger(text, 'Minimum'))).toEqual({
      column: 'Minimum',
      value: text,
      reason: 'is not a whole number',
    });
  });

  it('is no count if it is negative', () => {
    expect(optionalCount('0', 'N')).toBe(0);
    expect(rejectionOf(() => optionalCount('-1', 'N'))).toEqual({ column: 'N', value: '-1', reason: 'is negative' });
    expect(rejectionOf(() => optionalCount('8.5', 'N')).reason).toBe('is not a whole number');
  });
});

describe('a flag', () => {
  it('is Y or N', () => {
    expect(optionalYesNo('Y', 'Not Relevant')).toBe(true);
    expect(optionalYesNo('N', 'Not Relevant')).toBe(false);
  });

  it.each(['y', 'n', 'Yes', '1', '0', 'true', 'X'])('is not %j', (text) => {
    expect(rejectionOf(() => optionalYesNo(text, 'Not Relevant'))).toEqual({
      column: 'Not Relevant',
      value: text,
      reason: 'is neither Y nor N',
    });
  });
});

describe('a month', () => {
  it.each([
    ['08/2023', '2023-08-01'],
    ['12/1999', '1999-12-01'],
    ['2023-08-01', '2023-08-01'],
    ['2023-08-31', '2023-08-01'],
    ['2020-02-29', '2020-02-01'],
    ['2023-08-01 00:00:00', '2023-08-01'],
    ['2023-08-01T00:00:00.000', '2023-08-01'],
    [' 08/2023 ', '2023-08-01'],
  ])('%j is %s, its first day', (text, date) => {
    expect(optionalMonth(text, 'Date')).toBe(date);
  });

  it.each([
    ...['13/2023', '00/2023', '8/2023', '08/23', '2023/08', '08-2023', '08/0000', 'August 2023', '02/30/2020'],
    ...['2023-13-01', '2020-02-30', '2023-02-29', '2023-04-31', '2023-08-00', '2023-08-01 12:30:00', '0000-08-01'],
  ])('is not %j', (text) => {
    expect(rejectionOf(() => optionalMonth(text, 'Date'))).toEqual({
      column: 'Date',
      value: text,
      reason: 'is not a month such as 08/2023',
    });
  });
});

describe('a key', () => {
  it('is taken as written', () => {
    expect(onetSocCode('11-1011.00')).toBe('11-1011.00');
    expect(elementId('2.A.1.a')).toBe('2.A.1.a');
  });

  it.each(['11-1011', '11-1011.0', '111011.00', '11-1011.00x', 'n/a', ''])(
    '%j is no O*NET-SOC code, nor is one made of it',
    (text) => {
      expect(rejectionOf(() => onetSocCode(text))).toEqual({
        column: 'O*NET-SOC Code',
        value: text,
        reason: 'is not an O*NET-SOC code such as 15-1252.00',
      });
    },
  );

  it('is no longer than its columns', () => {
    expect(elementId('4.A.2.a.10.I009.D003')).toHaveLength(20);
    expect(rejectionOf(() => elementId('4.A.2.a.4.I009.D003.1'))).toEqual({
      column: 'Element ID',
      value: '4.A.2.a.4.I009.D003.1',
      reason: 'is longer than 20 characters',
    });
  });

  it.each(['2.A.1.', '2-A-1', 'Listening', 'n/a', ''])('%j is no element id', (text) => {
    expect(rejectionOf(() => elementId(text))).toEqual({
      column: 'Element ID',
      value: text,
      reason: 'is not an element id such as 2.A.1.a',
    });
  });
});
