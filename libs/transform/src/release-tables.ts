import { referringFirst } from '@app/database';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

/** A table whose rows belong to releases. */
export interface ReleaseTable {
  readonly target: EntityTarget<ObjectLiteral>;
  readonly name: string;
  /** The column of the key, behind the release's id, along which rows are deleted. */
  readonly key: string;
}

/** Every table that holds rows of a release, whichever module it is of, each before those that it refers to. */
export function releaseTables(dataSource: DataSource): ReleaseTable[] {
  return referringFirst(dataSource.entityMetadatas).flatMap(({ target, tableName: name, primaryColumns }) => {
    const [first, second] = primaryColumns.map(({ propertyName }) => propertyName);
    return first === 'releaseId' && second !== undefined ? [{ target, name, key: second }] : [];
  });
}
