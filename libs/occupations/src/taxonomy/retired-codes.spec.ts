import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOnetSocCode } from '@app/onet';
import data from './retired-codes.json';
import { retiredOccupation, retiredTitles, successorsOf } from './retired-codes';

describe('successorsOf', () => {
  it.each([
    ['Computer Programmers, of 2010', '15-1131.00', '2019', ['15-1251.00']],
    [
      'Software Developers, Applications, of 2010, which were divided',
      '15-1132.00',
      '2019',
      ['15-1252.00', '15-1253.00'],
    ],
    ['a code of 2010, in 2010', '15-1132.00', '2010', []],
    ['Computer Software Engineers, of 2009, in 2010', '15-1031.00', '2010', ['15-1132.00']],
    ['the same through 2010 to 2019', '15-1031.00', '2019', ['15-1252.00', '15-1253.00']],
    ['Brattice Builders, of 2000, through 2006, 2009 and 2010', '47-2031.06', '2019', ['47-2031.00']],
    ['a residual of 2006 whose successor was divided later', '27-2099.99', '2019', ['27-2091.00', '27-2099.00']],
    ['a code that 2009 and 2019 have, and 2010 has not', '17-2051.02', '2010', ['17-2081.01']],
    ['the same in 2019', '17-2051.02', '2019', []],
    ['a code that 2009 used for something else', '13-2071.00', '2019', []],
    ['a code that 2010 does not have yet', '15-1252.00', '2010', []],
    ['a code that never was', '15-9999.00', '2019', []],
  ] as const)('%s', (_what, code, taxonomy, successors) => {
    expect(successorsOf(code, taxonomy)).toEqual(successors);
  });
});

it('tells what a retired code was called', () => {
  expect(retiredOccupation('15-1131.00', '2019')).toEqual({
    ...{ code: '15-1131.00', title: 'Computer Programmers', successors: ['15-1251.00'] },
  });
  expect(retiredOccupation('15-1251.00', '2019')).toBeNull();
});

describe('the retired codes', () => {
  it.each([
    ['2010', 389, 8],
    ['2019', 650, 62],
  ] as const)('of all editions before %s are %i, of which %i have several successors', (taxonomy, total, several) => {
    const retired = retiredTitles(taxonomy);
    expect(retired).toHaveLength(total);
    expect(retired.filter(({ successors }) => successors.length > 1)).toHaveLength(several);
  });

  it('of 2010 itself are 262 in 2019: 236 with one successor and 26 with several', () => {
    const counts = data.retired.filter(({ last }) => last === '2010').map(({ in2019 }) => in2019.length);
    expect([counts.length, counts.filter((n) => n === 1).length, counts.filter((n) => n > 1).length]).toEqual([
      ...[262, 236, 26],
    ]);
  });

  it.each(['2010', '2019'] as const)('lead to codes of %s that are not retired there', (taxonomy) => {
    for (const { code, title, successors } of retiredTitles(taxonomy)) {
      expect({ code, isCode: isOnetSocCode(code), title: title.trim() }).toEqual({ code, isCode: true, title });
      expect(successors.length).toBeGreaterThan(0);
      expect({ code, successors: [...new Set(successors)].sort() }).toEqual({ code, successors });
      expect({ code, led: successors.flatMap((one) => successorsOf(one, taxonomy)) }).toEqual({ code, led: [] });
    }
  });
});

const CROSSWALKS = process.env.ONET_CROSSWALKS;
const OFFICIAL = CROSSWALKS !== undefined && existsSync(join(CROSSWALKS, '2010_to_2019_Crosswalk.csv'));

(OFFICIAL ? describe : describe.skip)('against the official crosswalks in ONET_CROSSWALKS', () => {
  it('are what follows from them', () => {
    const made = execFileSync(process.execPath, [join(__dirname, 'make-retired-codes.mjs'), CROSSWALKS ?? '']);
    expect(JSON.parse(made.toString())).toEqual(data);
  });

  it.each([
    ['2010', '2009_to_2010', 2],
    ['2010', '2010_to_2019', 0],
    ['2019', '2010_to_2019', 2],
  ] as const)('every code that %s has stays itself (%s)', (taxonomy, file, column) => {
    const codes = columnOf(file, column);
    expect(codes.length).toBeGreaterThan(1_000);
    expect(codes.filter((code) => retiredOccupation(code, taxonomy) !== null)).toEqual([]);
  });

  it.each(['2000_to_2006', '2006_to_2009', '2009_to_2010', '2010_to_2019'])(
    'no code of %s is lost: 2019 has it, or it is led on to codes that 2019 has',
    (file) => {
      const current = new Set(columnOf('2010_to_2019', 2));
      for (const code of columnOf(file, 0)) {
        const leads = current.has(code) ? [code] : successorsOf(code, '2019');
        expect({ code, ends: leads.length > 0 && leads.every((one) => current.has(one)) }).toEqual({
          code,
          ends: true,
        });
      }
    },
  );
});

/** The different codes of the first or third column of a crosswalk. */
function columnOf(file: string, column: 0 | 2): string[] {
  const lines = readFileSync(join(CROSSWALKS ?? '', `${file}_Crosswalk.csv`), 'utf8')
    .split(/\r?\n/)
    .slice(1);
  const codes = lines.flatMap((line) => line.match(/(?<=^|,)\d{2}-\d{4}\.\d{2}(?=,)/g)?.at(column / 2) ?? []);
  return [...new Set(codes)];
}
