import { Injectable } from '@nestjs/common';
import { InvalidParametersError } from '@app/http';
import { normaliseOnetSocCode, searchInstead, type OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { DIRECTORY } from '../directory/directory-part';
import { OccupationsService, type MeantOccupation } from '../occupations.service';
import { OccupationRetiredError } from '../occupations.errors';
import { OtherCodes } from '../taxonomy/other-codes';
import type { RetiredOccupation } from '../taxonomy/retired-codes';
import { taxonomyIn } from '../taxonomy/taxonomy-in';
import { retiredNamed } from '../titles/old-titles';
import type { TitleCandidate } from '../titles/title-index';
import { TITLES } from '../titles/titles-part';
import type { Asked } from './asked';
import { OtherCodeNotFoundError, TitleAmbiguousError, TitleNotFoundError, type NamedCandidate } from './asked.errors';

/** Tells which occupation is meant by what clients ask with. It never picks one of several. */
@Injectable()
export class AskedOccupations {
  constructor(
    private readonly occupations: OccupationsService,
    private readonly otherCodes: OtherCodes,
  ) {}

  /**
   * The code to answer for, which the release may lack where it was asked for by a code.
   * @param parameter by which it was given, for errors
   * @throws OccupationRetiredError, TitleAmbiguousError, TitleNotFoundError, OtherCodeNotFoundError;
   *   InvalidParametersError for a code of another classification where none is known
   */
  meant(asked: Asked, view: ReleaseView, parameter: string): MeantOccupation {
    switch (asked.by) {
      case 'code':
        return this.occupations.meant(asked.code, view);
      case 'other code':
        return this.byOtherCode(asked.text, view, parameter);
      case 'title':
        return this.byTitle(asked.text, view, parameter);
    }
  }

  private byTitle(text: string, view: ReleaseView, parameter: string): MeantOccupation {
    const { kind, candidates } = view.get(TITLES).resolve(text);
    const [first] = candidates;
    switch (kind) {
      case 'unknown_code':
        return this.occupations.meant(normaliseOnetSocCode(text) ?? text, view);
      case 'code':
      case 'title':
      case 'alternate':
        if (first) return { code: first.code, replaces: null };
        break;
      case 'ambiguous':
        throw new TitleAmbiguousError(parameter, named(candidates, view), view.release.name);
      case 'candidates':
      case 'none':
    }
    const old = retiredNamed(text, taxonomyIn(view));
    if (old) return leadOn(old, view);
    throw new TitleNotFoundError(parameter, named(candidates, view), view.release.name);
  }

  private byOtherCode(text: string, view: ReleaseView, parameter: string): MeantOccupation {
    if (!this.otherCodes.areKnown) {
      const detail = `is not an O*NET-SOC code such as 15-1252.00: "${text}"`;
      const search = searchInstead(text);
      const code = 'INVALID_ONET_SOC_CODE';
      throw new InvalidParametersError([{ code, parameter, detail, ...(search === null ? {} : { search }) }]);
    }
    const codes = this.otherCodes.occupationsOf(text);
    const [only, ...more] = codes;
    if (only === undefined) throw new OtherCodeNotFoundError(parameter, text);
    if (more.length === 0) return this.occupations.meant(only, view);
    throw new TitleAmbiguousError(parameter, named(codes.map(toCandidate(view)), view), view.release.name);
  }
}

/** @throws OccupationRetiredError where several have taken its place */
function leadOn(retired: RetiredOccupation, view: ReleaseView): MeantOccupation {
  const [only = retired.code, ...more] = retired.successors;
  if (more.length === 0) return { code: only, replaces: retired.code };
  const directory = view.get(DIRECTORY);
  throw new OccupationRetiredError(retired, view.release.name, (code) => directory.find(code));
}

function toCandidate(view: ReleaseView): (code: OnetSocCode) => TitleCandidate {
  const directory = view.get(DIRECTORY);
  return (code) => ({
    code,
    title: directory.find(code)?.title ?? '',
    matchedTitle: null,
    score: null,
    likely: false,
  });
}

function named(candidates: readonly TitleCandidate[], view: ReleaseView): NamedCandidate[] {
  const directory = view.get(DIRECTORY);
  return candidates.map((candidate) => ({ ...candidate, rated: directory.find(candidate.code)?.rated ?? false }));
}
