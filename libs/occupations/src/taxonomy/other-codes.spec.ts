import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { normaliseOnetSocCode } from '@app/onet';
import { readEscoCrosswalk } from './esco-crosswalk';
import { loadOtherCodes } from './load-other-codes';
import { isOtherCode, OtherCodes } from './other-codes';

/** In the form of the official file; its rows are made up. */
const FILE = `\uFEFFO*NET-SOC 2019 Crosswalks,,,\r
"European Skills (ESCO), to O*NET-SOC 2019",,,\r
ESCO/ISCO Code,ESCO/ISCO Title,O*NET-SOC 2019 Code,O*NET-SOC 2019 Title\r
0110.10,lieutenant,33-3051.00,"Officers, Police"\r
0110.2,captain,33-1012.00,Supervisors\r
0110.2,captain,33-3051.00,"Officers, Police"\r
213,life science professionals,45-1011.00,Supervisors\r
2512,Software developers,15-1252.00,Software Developers\r
2512.4,software developer,15-1254.00,Web Developers\r
2512.4,software developer,15-1252.00 ,Software Developers\r
2512.4,software developer,15-1252.00,Software Developers\r
2512.4.1,blockchain developer,15-1299.07,Blockchain Engineers\r
,This publication uses the ESCO classification of the European Commission. ESCO v1.1.0 used.\r
`;

const codes = new OtherCodes(readEscoCrosswalk(FILE));

describe('occupationsOf', () => {
  it.each([
    ['an occupation of ESCO', '2512.4', ['15-1252.00', '15-1254.00']],
    ['one below another', '2512.4.1', ['15-1299.07']],
    ['a group of ISCO that the crosswalk has', '2512', ['15-1252.00']],
    ['a group that it has not, by what is in it', '0110', ['33-1012.00', '33-3051.00']],
    ['a code with blanks around it and wide digits', ' \uff12512.4 ', ['15-1252.00', '15-1254.00']],
    ['a code whose last digit is part of another one', '0110.1', []],
    ['a group of three digits, which is no code here', '213', []],
    ['a code that nobody knows', '9999', []],
    ['what is no code', 'nurse', []],
  ])('%s', (_what, text, occupations) => {
    expect(codes.occupationsOf(text)).toEqual(occupations);
  });

  it('knows nothing without a crosswalk', async () => {
    const none = await loadOtherCodes({ crosswalkFolder: null });
    expect([codes.areKnown, none.areKnown, none.occupationsOf('2512')]).toEqual([true, false, []]);
  });
});

describe('isOtherCode', () => {
  it.each(['2512', '2512.4', '0110.10', '2512.4.1', '2320.1.20', ' 2512.4 '])('takes %j for one', (text) => {
    expect({ other: isOtherCode(text), onetSoc: normaliseOnetSocCode(text) }).toEqual({ other: true, onetSoc: null });
  });

  it.each(['151252', '15-1252', '15-1252.00', '15125200', '15.1252', '15.1252.00', '15 1252 00', '15-1252.0'])(
    'leaves %j to O*NET-SOC',
    (text) => {
      expect({ other: isOtherCode(text), onetSoc: normaliseOnetSocCode(text) }).toEqual({
        ...{ other: false, onetSoc: '15-1252.00' },
      });
    },
  );

  it.each(['', '251', '25121', '2512.', '2512.123', '2512-4', '2512,4', '.2512', 'C2512', '2512.4 developer'])(
    'takes %j for none',
    (text) => {
      expect(isOtherCode(text)).toBe(false);
    },
  );

  it('shares no spelling with O*NET-SOC', () => {
    const digitsAndMarks = fc.string({
      unit: fc.constantFrom('0', '1', '2', '5', '.', '-', ' ', '\u2013'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(digitsAndMarks, (text) => !(isOtherCode(text) && normaliseOnetSocCode(text) !== null)),
      { numRuns: 5_000 },
    );
  });
});

describe('a file that is no such crosswalk is refused with its line:', () => {
  it.each([
    ['one without headings', '2512,Developers,15-1252.00,Developers', /has no line with the columns "ESCO\/ISCO Code"/],
    ['a lost zero', FILE.replace('0110.2', '110.2'), /line 5: "110\.2" is no code of ESCO or ISCO-08/],
    ['a title in place of a code', FILE.replace('15-1254.00', 'Web'), /line 9: "Web" is no O\*NET-SOC code/],
    ['headings alone', 'ESCO/ISCO Code,O*NET-SOC 2019 Code\n', /has no codes/],
    ['an open quote', FILE.replace('Police"', 'Police'), /is no CSV file/],
  ])('%s', (_what, text, problem) => {
    expect(() => readEscoCrosswalk(text)).toThrow(problem);
    expect(() => readEscoCrosswalk(text)).toThrow(/ONET_CROSSWALKS: ESCO_to_ONET-SOC\.csv .*; download it again$/);
  });
});

const CROSSWALKS = process.env.ONET_CROSSWALKS ?? '';
const OFFICIAL = existsSync(join(CROSSWALKS, 'ESCO_to_ONET-SOC.csv'));

(OFFICIAL ? describe : describe.skip)('the official crosswalk in ONET_CROSSWALKS', () => {
  it('leads every code that it has to occupations', async () => {
    const official = await loadOtherCodes({ crosswalkFolder: CROSSWALKS });
    const text = readFileSync(join(CROSSWALKS, 'ESCO_to_ONET-SOC.csv'), 'utf8');
    const given = new Set(text.match(/^\d{4}[\d.]*(?=,)/gm));
    expect(given.size).toBeGreaterThan(3_000);
    expect([...given].filter((code) => !isOtherCode(code) || official.occupationsOf(code).length === 0)).toEqual([]);
    const groups = [...new Set([...given].map((code) => code.slice(0, 4)))];
    expect(groups.filter((code) => official.occupationsOf(code).length === 0)).toEqual([]);
    expect(official.occupationsOf('2512.4')).toContain('15-1252.00');
  });
});
