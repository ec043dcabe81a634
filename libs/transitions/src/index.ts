export { fileNameOf } from './exports/export-headers';
export { ExportStreams } from './exports/export-streams.service';
export { EXPORT_TABLES, ExportsService, type ExportAsked } from './exports/exports.service';
export type { Cell, ColumnType, ExportColumn, ExportTable } from './exports/tables/export-table';
export { csvLine } from './exports/writing/csv';
export { TEXT_FORMATS, textBlocks, type TextFormat } from './exports/writing/text-blocks';
export { TRANSITIONS, type Transitions } from './matrices/transitions-part';
export { TransitionsModule } from './transitions.module';
