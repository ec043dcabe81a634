import { Injectable } from '@nestjs/common';
import type { ReplacedCodes } from '@app/http';
import { AskedOccupations, TitleAmbiguousError, type Asked, type MeantOccupation } from '@app/occupations';
import type { OnetSocCode, ReleaseName } from '@app/onet';
import { PinnedReleases, type ReleaseView } from '@app/releases';
import { spreadOver, type AskedSide } from './spread';

/** Two occupations as a request names them, each by a code or by a title; and a release. */
export interface PairAsked {
  readonly from: Asked | null;
  readonly from_title: Asked | null;
  readonly to: Asked | null;
  readonly to_title: Asked | null;
  readonly release?: ReleaseName | null;
}

/** The two occupations that are meant. */
export interface MeantPair {
  readonly from: OnetSocCode;
  readonly to: OnetSocCode;
  readonly replaced: ReplacedCodes;
}

/** Tells which two occupations a request is about, and what an answer would depend on where that cannot be told. */
@Injectable()
export class AskedPairs {
  constructor(
    private readonly occupations: AskedOccupations,
    private readonly releases: PinnedReleases,
  ) {}

  /**
   * @throws NoReleasePublishedError, ReleaseNotFoundError, OccupationRetiredError, TitleNotFoundError; TitleAmbiguousError
   *   with the coverage of skills for each that may be meant
   */
  async meant(asked: PairAsked): Promise<MeantPair> {
    const view = await this.releases.choose(asked.release ?? null);
    const [from, to] = [
      this.side(view, asked.from_title ?? asked.from, asked.from_title ? 'from_title' : 'from'),
      this.side(view, asked.to_title ?? asked.to, asked.to_title ? 'to_title' : 'to'),
    ];
    if (from.codes.length === 1 && to.codes.length === 1) {
      const replaced = { from: from.replaces, to: to.replaces };
      return { from: from.codes[0] ?? '', to: to.codes[0] ?? '', replaced };
    }
    throw spreadOver(view, from, to);
  }

  private side(view: ReleaseView, asked: Asked | null, parameter: string): AskedSide {
    if (asked === null) throw new Error(`the schema of the query lets ${parameter} through without a value`);
    try {
      const { code, replaces }: MeantOccupation = this.occupations.meant(asked, view, parameter);
      return { codes: [code], replaces, ambiguity: null };
    } catch (error) {
      if (!(error instanceof TitleAmbiguousError)) throw error;
      return { codes: error.candidates.map(({ code }) => code), replaces: null, ambiguity: error };
    }
  }
}
