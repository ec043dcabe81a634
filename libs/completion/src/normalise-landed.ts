import type { ApiLandingService, LandedRows } from '@app/ingestion';
import { Occupation } from '@app/occupations';
import {
  FILE_CATALOGUE,
  kindOfFile,
  type CatalogueEntry,
  type Domain,
  type ElementId,
  type OnetSocCode,
} from '@app/onet';
import type { Rejection } from '@app/runs';
import { ContentModelElement, OccupationRating, Scale } from '@app/skills';
import { In, type EntityManager } from 'typeorm';
import { KnownKeys, normaliseBatch, TARGETS, type NormalisedRow } from '@app/transform';
import { findChanges } from './find-changes';
import type { Additions } from './write-addition';

/** The landed rows of an occupation as a release would hold them. */
export interface NormalisedOccupation extends Additions {
  readonly rowsRead: number;
  readonly rejections: readonly Rejection[];
}

type OccupationRow = NormalisedRow<'occupation'>;

/** The name of its element is kept elsewhere. */
type RatingRow = Omit<NormalisedRow<'rating'>, 'elementName'>;

/** The release that rows are for. */
interface Receiver {
  readonly releaseId: number;
  /** Those that it has ratings on: what would be on others, for one occupation alone, is left out. */
  readonly domains: readonly Domain[];
}

/**
 * Turns what landed for an occupation into typed rows, by the rules of the files, and compares them with what the
 * release has.
 */
export async function normaliseLanded(
  manager: EntityManager,
  landing: ApiLandingService,
  { releaseId, domains }: Receiver,
  code: OnetSocCode,
): Promise<NormalisedOccupation> {
  const landedOccupations = await landing.read(manager, 'occupations', code);
  const landedRatings = onDomains(domains, await landing.read(manager, 'ratings', code));
  const key = { releaseId, onetSocCode: code };
  const presentOccupations = await manager.findBy(Occupation, key);
  const presentRatings = await manager.findBy(OccupationRating, key);
  const known = await loadKnownKeys(manager, releaseId, landedRatings.rows);
  for (const { onetSocCode } of presentOccupations) known.occupations.add(onetSocCode);
  const occupations = normaliseBatch('occupation', landedOccupations.rows, known, new Set());
  const ratings = normaliseBatch('rating', landedRatings.rows, known, new Set());
  const rejections = [
    ...landedOccupations.misshapen,
    ...occupations.rejected,
    ...landedRatings.misshapen,
    ...ratings.rejected,
  ];
  const accepted = occupations.accepted.length + ratings.accepted.length;
  return {
    rowsRead: accepted + rejections.length,
    occupations: findChanges<OccupationRow, NormalisedRow<'occupation'>>(
      presentOccupations,
      occupations.accepted,
      ({ onetSocCode }) => onetSocCode,
      TARGETS.occupation.others,
    ),
    ratings: findChanges<RatingRow, NormalisedRow<'rating'>>(
      presentRatings,
      ratings.accepted,
      ({ elementId, scaleId }) => `${elementId} ${scaleId}`,
      TARGETS.rating.others,
    ),
    rejections,
    elements: known.elements,
  };
}

function onDomains(domains: readonly Domain[], { rows, misshapen }: LandedRows<'ratings'>): LandedRows<'ratings'> {
  const isWanted = ({ fileName }: { fileName: string }): boolean => {
    const kind = kindOfFile(fileName);
    const { domain }: Partial<CatalogueEntry> = kind ? FILE_CATALOGUE[kind] : {};
    return domain !== undefined && domains.includes(domain);
  };
  return { rows: rows.filter(isWanted), misshapen: misshapen.filter(isWanted) };
}

/** The keys that rows of an occupation may refer to: of the content model, only those that these rows name. */
async function loadKnownKeys(
  manager: EntityManager,
  releaseId: number,
  rows: readonly { elementId: ElementId }[],
): Promise<KnownKeys> {
  const known = new KnownKeys('api');
  for (const { scaleId, minimum, maximum } of await manager.findBy(Scale, { releaseId })) {
    known.scales.set(scaleId, { minimum, maximum });
  }
  if (!(await manager.existsBy(ContentModelElement, { releaseId }))) return known;
  const elementId = In([...new Set(rows.map((row) => row.elementId))]);
  const elements = await manager.findBy(ContentModelElement, { releaseId, elementId });
  known.elements = new Map(elements.map(({ elementId, name, description }) => [elementId, { name, description }]));
  return known;
}
