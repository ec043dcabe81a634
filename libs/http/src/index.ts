export { ApiAdminProblems, ApiBodyProblems, ApiProblem } from './api-problem';
export { bodySchema } from './body-schema';
export { etagOf, isUnchanged, markCacheable, type PairOfRelease } from './caching';
export { decodeCursor, decodeIdCursor, encodeCursor, encodeIdCursor } from './cursor';
export { InvalidParametersError, type RefusedParameter } from './invalid-parameters.error';
export { NoBody } from './no-body';
export { OCCUPATION_CODE, OCCUPATION_PATH } from './occupation-path';
export { OccupationReferenceDto } from './occupation-reference.dto';
export { otherNameOf, type Parameter } from './parameter';
export {
  choiceParameter,
  codeParameter,
  codesParameter,
  flagParameter,
  integerParameter,
  issuedParameter,
  mayBeAbsent,
  optionalChoiceParameter,
  textParameter,
  unless,
  type NumberRange,
} from './parameters';
export { PathAndQuery } from './path-and-query';
export { ProblemDto } from './problem.dto';
export { NO_QUERY, pathAndQuerySchema, querySchema, type NoQuery } from './query-schema';
export type { RawParameters } from './read-parameters';
export { checked, type ReadBy, type RequestSchema } from './request-schema';
export { SchemaPipe } from './schema-pipe';
