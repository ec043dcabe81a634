import type { EntityMetadata } from 'typeorm';

/** Each table before those that its rows refer to, so that rows can be deleted in this order. */
export function referringFirst(tables: readonly EntityMetadata[]): EntityMetadata[] {
  const left = new Set(tables);
  const isReferredTo = (table: EntityMetadata): boolean =>
    [...left].some((other) => other !== table && refersTo(other, table));
  const sorted: EntityMetadata[] = [];
  while (left.size > 0) {
    const next = [...left].find((table) => !isReferredTo(table));
    if (!next)
      throw new Error(`Tables refer to each other in a circle: ${[...left].map((t) => t.tableName).join(', ')}`);
    sorted.push(next);
    left.delete(next);
  }
  return sorted;
}

function refersTo(table: EntityMetadata, other: EntityMetadata): boolean {
  return table.foreignKeys.some(({ referencedEntityMetadata }) => referencedEntityMetadata === other);
}
