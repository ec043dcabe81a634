import { Injectable } from '@nestjs/common';
import {
  JOB_ZONES,
  OccupationsService,
  type JobZoneMeaning,
  type MeantOccupation,
  type OccupationInRelease,
} from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { PartNotInReleaseError } from '@app/releases';
import { PREPARATION } from './preparation-part';
import type { PreparationRow } from './preparation-table';

/** The job zone of an occupation, and what it means where the release says so. */
export interface ExplainedJobZone {
  readonly jobZone: number;
  readonly meaning: JobZoneMeaning | null;
}

export interface OccupationPreparation extends OccupationInRelease, MeantOccupation {
  readonly jobZone: ExplainedJobZone | null;
  /** By category. */
  readonly rows: readonly PreparationRow[];
}

/** The preparation of the release that is served. */
@Injectable()
export class PreparationService {
  constructor(private readonly occupations: OccupationsService) {}

  /** @throws as OccupationsService.getMeant, PartNotInReleaseError for a release without even job zones */
  async of(asked: OnetSocCode): Promise<OccupationPreparation> {
    const found = await this.occupations.getMeant(asked);
    const { jobZone } = found.occupation;
    const zones = found.view.get(JOB_ZONES);
    const preparation = found.view.get(PREPARATION);
    if (!preparation && !zones.given) throw new PartNotInReleaseError('preparation', found.release);
    const explained = jobZone === null ? null : { jobZone, meaning: zones.meanings.get(jobZone) ?? null };
    return { ...found, jobZone: explained, rows: preparation?.of(found.code) ?? [] };
  }
}
