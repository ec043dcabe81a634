import { TechnologyPacker } from './pack-technology';
import { TechnologyLists } from './technology-lists';
import type { TechnologySkill } from './technology-skill.entity';

type Row = [commodity: string, example: string, hot: boolean | null, inDemand: boolean | null, title?: string];

function technology(lists: Readonly<Record<string, readonly Row[]>>): TechnologyLists {
  const packer = new TechnologyPacker();
  for (const [code, rows] of Object.entries(lists)) {
    packer.add({
      code,
      rows: rows.map(([commodityCode, example, hot, inDemand, title = null]) => ({
        ...({
          releaseId: 1,
          onetSocCode: code,
          commodityCode,
          example,
          commodityTitle: title,
        } satisfies Partial<TechnologySkill>),
        hotTechnology: hot === null ? null : Number(hot),
        inDemand: inDemand === null ? null : Number(inDemand),
      })),
    });
  }
  return new TechnologyLists(structuredClone(packer.build())!);
}

const lists = technology({
  '11-1011.00': [
    ['43232110', 'Microsoft Excel', true, true, 'Spreadsheet software'],
    ['43231601', 'Intuit QuickBooks', true, false, 'Accounting software'],
    ['43231601', 'Fund accounting software', false, null, 'Accounting software'],
  ],
  '15-1252.00': [['43232110', 'Microsoft Excel', true, false, 'Spreadsheet software']],
});

it('lists what an occupation uses by commodity code and example', () => {
  const entries = lists.of('11-1011.00')!;
  expect(
    entries.map(({ commodity, example, hot, inDemand }) => [
      lists.commodity(commodity),
      lists.example(example),
      hot,
      inDemand,
    ]),
  ).toEqual([
    [{ code: '43231601', title: 'Accounting software' }, 'Fund accounting software', false, null],
    [{ code: '43231601', title: 'Accounting software' }, 'Intuit QuickBooks', true, false],
    [{ code: '43232110', title: 'Spreadsheet software' }, 'Microsoft Excel', true, true],
  ]);
});

it('gives the same product of the same kind the same numbers in every list', () => {
  const [, , excel] = lists.of('11-1011.00')!;
  const [same] = lists.of('15-1252.00')!;
  expect([same!.commodity, same!.example]).toEqual([excel!.commodity, excel!.example]);
  expect(same!.inDemand).toBe(false);
});

it('tells an occupation without a list', () => {
  expect(lists.of('13-2011.00')).toBeNull();
});

it('makes nothing of a release without rows', () => {
  expect(new TechnologyPacker().build()).toBeNull();
});
