import type { OnetSocCode } from '@app/onet';

/** The levels of one occupation by somebody else than O*NET's raters. */
export interface GivenLevels {
  readonly code: OnetSocCode;
  /** In the order of the index's skills: NaN is a hole, 0 also where the occupation is not rated on a skill. */
  readonly levels: Float64Array;
}

/**
 * Where levels come from that are not O*NET's own: a language model, an estimate, a person. A gap is computed from them as
 * from a release's, and the answer says whose they are.
 */
export interface LevelSource<Levels extends GivenLevels = GivenLevels> {
  /** The levels of both occupations by the same author, as only these compare; null if nobody has levels of both. */
  pair(from: OnetSocCode, to: OnetSocCode): { readonly from: Levels; readonly to: Levels } | null;
}
