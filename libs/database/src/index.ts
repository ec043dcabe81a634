export { bulkInsert } from './bulk-insert';
export type { BulkRow, BulkValue } from './bulk-row';
export { deleteInBatches } from './delete-in-batches';
export { dataSourceOptions, openDataSource, type LocatedOptions } from './create-data-source';
export { BulkLoadError, DatabaseUnreachableError } from './database.errors';
export { DatabaseModule } from './database.module';
export { readInBatches } from './read-in-batches';
export { storeWhileReading } from './store-while-reading';
