export { DomainError, type ErrorCode, type NextStep, type ParameterProblem } from './domain-error';
export { domainOf, DOMAINS, type Domain } from './domain';
export { compareElementIds, isElementId, type ElementId } from './element-id';
export {
  canonicalName,
  FILE_CATALOGUE,
  FILE_KINDS,
  type CatalogueColumn,
  type CatalogueEntry,
  type FileKind,
} from './file-catalogue';
export {
  beginningOfCode,
  beginningOfGroup,
  hasMajorGroup,
  isOnetSocCode,
  normaliseOnetSocCode,
  socCodeOf,
  type OnetSocCode,
} from './onet-soc-code';
export { prepareTitle, type PreparedTitle } from './prepared-title';
export {
  compareReleaseNumbers,
  releaseNameFromPath,
  releaseNameFromReadMe,
  releaseNameProblem,
  SAMPLE_RELEASE,
  toReleaseNumber,
  type ReleaseName,
  type ReleaseNumber,
} from './release-name';
export { searchInstead } from './search-instead';
export { terminalJson, terminalText, writeText } from './terminal-text';
