import { PreparationPacker } from './pack-preparation';
import type { PreparationRating } from './preparation-rating.entity';
import { distributionOf, importanceOf, PreparationTable } from './preparation-table';

const CODE = '11-1011.00';

type Row = Omit<PreparationRating, 'recommendSuppress'> & { readonly recommendSuppress: number | null };

function row(changes: Partial<Row>): Row {
  return {
    ...{ releaseId: 1, onetSocCode: CODE, elementId: '2.D.1', scaleId: 'RL', category: 1, dataValue: 50 },
    ...{ n: 28, standardError: 4.1428, lowerCiBound: 0.6307, upperCiBound: 25.5524, recommendSuppress: 0 },
    ...{ dateUpdated: '2023-08-01', domainSource: 'Incumbent' },
    ...changes,
  };
}

function tableOf(...rows: readonly Row[]): PreparationTable {
  const packer = new PreparationPacker();
  packer.add({ code: CODE, rows });
  const categories = [{ scaleId: 'RL', category: 2, categoryDescription: 'Village school' }];
  return new PreparationTable(structuredClone(packer.build(categories))!);
}

it('gives every value back, by category', () => {
  const unknown = { n: null, standardError: null, lowerCiBound: null, upperCiBound: null, recommendSuppress: null };
  const table = tableOf(
    row({ category: 2, dataValue: 95.54, recommendSuppress: 1 }),
    row({ category: 1, dataValue: 4.46, ...unknown, dateUpdated: null, domainSource: null }),
  );
  const of = { elementId: '2.D.1', scaleId: 'RL' };
  expect(table.of(CODE)).toEqual([
    { ...of, ...unknown, category: 1, description: null, dataValue: 4.46, dateUpdated: null, domainSource: null },
    {
      ...of,
      ...{ category: 2, description: 'Village school', dataValue: 95.54, n: 28, standardError: 4.1428 },
      ...{ lowerCiBound: 0.6307, upperCiBound: 25.5524, recommendSuppress: true },
      ...{ dateUpdated: '2023-08-01', domainSource: 'Incumbent' },
    },
  ]);
  expect(table.of('13-2011.00')).toBeNull();
});

it('tells the questions apart, and ratings from shares', () => {
  const rows = tableOf(
    row({ category: 1, dataValue: 40 }),
    row({ category: 2, dataValue: 60 }),
    row({ elementId: '3.A.1', scaleId: 'RW', category: 1, dataValue: 100 }),
    row({ elementId: '2.D.4.a', scaleId: 'IM', category: 0, dataValue: 3.01 }),
  ).of(CODE)!;
  expect(distributionOf(rows, 'education')).toMatchObject({
    median: 2,
    mode: 2,
    rows: [{ category: 1 }, { category: 2 }],
  });
  expect(distributionOf(rows, 'experience')).toMatchObject({ median: 1, mode: 1, rows: [{ dataValue: 100 }] });
  expect(distributionOf(rows, 'onTheJobTraining')).toBeNull();
  expect(importanceOf(rows, 'certification')).toMatchObject({ dataValue: 3.01 });
  expect(importanceOf(rows, 'apprenticeship')).toBeNull();
});
