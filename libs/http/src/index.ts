export { ApiAdminProblems, ApiBodyProblems, ApiProblem } from './api-problem';
export { betweenParameter, type TwoReleases } from './between-parameter';
export { bodySchema } from './body-schema';
export { etagOf, etagOfText, isUnchanged, markCacheable, type ReplacedCodes } from './caching';
export { decodeCursor, decodeIdCursor, encodeCursor, encodeIdCursor } from './cursor';
export { InvalidParametersError, type RefusedParameter } from './invalid-parameters.error';
export { KeptAnswers } from './kept-answers';
export { NoBody } from './no-body';
export { OCCUPATION_CODE, OCCUPATION_PATH } from './occupation-path';
export { AskedOccupationDto, OccupationReferenceDto, toAskedOccupation } from './occupation-reference.dto';
export { otherNameOf, type Parameter } from './parameter';
export {
  choiceParameter,
  choicesParameter,
  codeParameter,
  codesParameter,
  flagParameter,
  integerParameter,
  issuedParameter,
  mayBeAbsent,
  optionalChoiceParameter,
  releaseParameter,
  shareParameter,
  unless,
} from './parameters';
export { requiredTextParameter, textParameter } from './text-parameters';
export { PathAndQuery } from './path-and-query';
export { ProblemDto } from './problem.dto';
export { NO_QUERY, pathAndQuerySchema, querySchema, type NoQuery } from './query-schema';
export { checked, type ReadBy } from './request-schema';
export { SchemaPipe } from './schema-pipe';
