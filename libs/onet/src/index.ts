export { DomainError, type ErrorCode, type NextStep, type ParameterProblem } from './domain-error';
export { domainOf, DOMAINS, type Domain } from './domain';
export { compareElementIds, isElementId, type ElementId } from './element-id';
export {
  FILE_CATALOGUE,
  FILE_KINDS,
  PARTS,
  type CatalogueEntry,
  type FileKind,
  type Part,
  type ShapeOf,
} from './file-catalogue';
export { FILE_SHAPES, SHAPE_COLUMNS, type CatalogueColumn, type FileShape } from './file-shapes';
export { kindOfFile } from './kind-of-file';
export {
  beginningOfCode,
  beginningOfGroup,
  hasMajorGroup,
  isOnetSocCode,
  normaliseOnetSocCode,
  socCodeOf,
  type OnetSocCode,
} from './onet-soc-code';
export { joinInitials } from './prepared-title';
export {
  compareReleaseNumbers,
  isReleaseName,
  releaseNameFromPath,
  releaseNameFromReadMe,
  releaseNameProblem,
  SAMPLE_RELEASE,
  toReleaseNumber,
  type ReleaseName,
  type ReleaseNumber,
} from './release-name';
export { searchInstead } from './search-instead';
export { canonicalName, TABLE_EXTENSIONS, tableNameOf } from './table-name';
export { terminalJson, terminalText, writeText } from './terminal-text';
