import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OnetSocCode } from '@app/onet';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { Occupation } from '../occupation.entity';

/** A row as the driver gives it: with numbers in place of flags. */
export type RawRow<T> = {
  readonly [K in keyof T]: Extract<T[K], boolean> extends never ? T[K] : number | Exclude<T[K], boolean>;
};

export interface RowsOfOccupation<T> {
  readonly code: OnetSocCode;
  /** In no order. */
  readonly rows: readonly RawRow<T>[];
}

/** No table has more than some 40 rows for each: more at a time would hold up the requests that are served meanwhile. */
const OCCUPATIONS_A_QUERY = 25;

/** The rows of a release in a table, occupation by occupation in the order of their codes, without those that have none. */
export async function* readByOccupation<T extends ObjectLiteral & { releaseId: number; onetSocCode: OnetSocCode }>(
  dataSource: DataSource,
  entity: EntityTarget<T>,
  releaseId: number,
): AsyncGenerator<RowsOfOccupation<T>> {
  const codes = await codesOf(dataSource, releaseId);
  const columns = dataSource.getMetadata(entity).columns;
  for (let start = 0; start < codes.length; start += OCCUPATIONS_A_QUERY) {
    const range = codes.slice(start, start + OCCUPATIONS_A_QUERY);
    const query = dataSource
      .createQueryBuilder(entity, 'row')
      .select([])
      .where('row.releaseId = :releaseId AND row.onetSocCode BETWEEN :first AND :last', {
        releaseId,
        first: range[0],
        last: range.at(-1),
      });
    for (const { propertyName } of columns) query.addSelect(`row.${propertyName}`, propertyName);
    const found = byCode(await query.getRawMany<RawRow<T> & { readonly onetSocCode: OnetSocCode }>());
    // The work on the rows is no part of the stretch in which SQLite's driver has read them.
    await nextTurn();
    for (const code of range) {
      const rows = found.get(code);
      if (rows) yield { code, rows };
    }
  }
}

async function codesOf(dataSource: DataSource, releaseId: number): Promise<OnetSocCode[]> {
  const rows = await dataSource
    .createQueryBuilder(Occupation, 'occupation')
    .select('occupation.onetSocCode', 'code')
    .where('occupation.releaseId = :releaseId', { releaseId })
    .orderBy('occupation.onetSocCode')
    .getRawMany<{ code: OnetSocCode }>();
  return rows.map(({ code }) => code);
}

function byCode<Row extends { readonly onetSocCode: OnetSocCode }>(rows: readonly Row[]): Map<OnetSocCode, Row[]> {
  const groups = new Map<OnetSocCode, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.onetSocCode);
    if (group) group.push(row);
    else groups.set(row.onetSocCode, [row]);
  }
  return groups;
}
