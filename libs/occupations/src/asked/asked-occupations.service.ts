import { Injectable } from '@nestjs/common';
import { InvalidParametersError } from '@app/http';
import { normaliseOnetSocCode, searchInstead, type OnetSocCode } from '@app/onet';
import type { ReleaseView, Taxonomy } from '@app/releases';
import { DIRECTORY } from '../directory/directory-part';
import { OccupationsService, taxonomyIn, type MeantOccupation } from '../occupations.service';
import { OccupationRetiredError } from '../occupations.errors';
import { OtherCodes } from '../taxonomy/other-codes';
import { retiredTitles, type RetiredOccupation } from '../taxonomy/retired-codes';
import { titleWords } from '../titles/title-key';
import type { TitleCandidate } from '../titles/title-index';
import { TITLES } from '../titles/titles-part';
import type { Asked } from './asked';
import { OtherCodeNotFoundError, TitleAmbiguousError, TitleNotFoundError, type NamedCandidate } from './asked.errors';

/** Tells which occupation is meant by what clients ask with. It never picks one of several. */
@Injectable()
export class AskedOccupations {
  private readonly oldTitles = new Map<Taxonomy, ReadonlyMap<string, readonly RetiredOccupation[]>>();

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
    const old = this.byOldTitle(text, view);
    if (old) return old;
    throw new TitleNotFoundError(parameter, named(candidates, view), view.release.name);
  }

  /** An occupation that the taxonomy of the release has no more, by the title that it had. */
  private byOldTitle(text: string, view: ReleaseView): MeantOccupation | null {
    const [retired, ...others] = this.oldTitlesIn(taxonomyIn(view)).get(keyOf(text)) ?? [];
    if (!retired) return null;
    const successors = [...new Set([retired, ...others].flatMap((each) => each.successors))].sort();
    const [only = retired.code, ...more] = successors;
    if (more.length === 0) return { code: only, replaces: retired.code };
    const directory = view.get(DIRECTORY);
    throw new OccupationRetiredError({ ...retired, successors }, view.release.name, (code) => directory.find(code));
  }

  private oldTitlesIn(taxonomy: Taxonomy): ReadonlyMap<string, readonly RetiredOccupation[]> {
    const known = this.oldTitles.get(taxonomy);
    if (known) return known;
    const titles = new Map<string, RetiredOccupation[]>();
    for (const retired of retiredTitles(taxonomy)) {
      const key = keyOf(retired.title);
      titles.set(key, [...(titles.get(key) ?? []), retired]);
    }
    this.oldTitles.set(taxonomy, titles);
    return titles;
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

function keyOf(title: string): string {
  return titleWords(title).join(' ');
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
