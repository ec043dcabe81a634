import { Injectable } from '@nestjs/common';
import { OccupationsService, type MeantOccupation, type OccupationInRelease } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { requiredPart } from '@app/releases';
import type { Commodity } from './pack-technology';
import type { TechnologyEntry, TechnologyLists } from './technology-lists';
import { TECHNOLOGY } from './technology-part';

/** Products of one kind that an occupation uses. */
export interface TechnologyGroup {
  readonly commodity: Commodity;
  readonly examples: readonly (TechnologyEntry & { readonly name: string })[];
}

/** The technology of the release that is served. */
@Injectable()
export class TechnologyService {
  constructor(private readonly occupations: OccupationsService) {}

  /**
   * By commodity code, examples by name.
   * @throws as OccupationsService.getMeant, PartNotInReleaseError
   */
  async of(asked: OnetSocCode): Promise<OccupationInRelease & MeantOccupation & { groups: TechnologyGroup[] }> {
    const found = await this.occupations.getMeant(asked);
    const technology = requiredPart(found.view, TECHNOLOGY, 'technology');
    return { ...found, groups: groupsOf(technology, found.code) };
  }
}

function groupsOf(technology: TechnologyLists, code: OnetSocCode): TechnologyGroup[] {
  const groups = new Map<number, (TechnologyEntry & { readonly name: string })[]>();
  for (const entry of technology.of(code) ?? []) {
    const named = { ...entry, name: technology.example(entry.example) };
    const group = groups.get(entry.commodity);
    if (group) group.push(named);
    else groups.set(entry.commodity, [named]);
  }
  return [...groups].map(([number, examples]) => ({ commodity: technology.commodity(number), examples }));
}
