import type { FileShape } from '@app/onet';
import type { LandedRow } from '@app/ingestion';
import {
  elementId,
  isMissing,
  MAX_DESCRIPTION,
  onetSocCode,
  optionalCount,
  optionalDecimal,
  optionalMonth,
  optionalText,
  optionalYesNo,
  requiredInteger,
  requiredText,
} from './fields';
import type { KnownKeys } from './known-keys';
import { REQUIREMENT_ROWS } from './requirement-rows';
import { RowRejection } from './row-rejection';
import { valueOnScale } from './value-on-scale';

const RELATED_CODE = 'Related O*NET-SOC Code';

/**
 * One rule for each shape of file: a landed row becomes the typed row of its table, without the release it belongs to,
 * or is rejected for its first unusable field. Pure but for what it adds to the known keys. Lengths are those of the columns;
 * O*NET's own dictionary stays within them.
 * @throws RowRejection
 */
export const NORMALISE = {
  scale: (row: LandedRow<'scale'>, known: KnownKeys) => {
    const scaleId = requiredText(row.scaleId, 'Scale ID', 3);
    const minimum = requiredInteger(row.minimum, 'Minimum');
    const maximum = requiredInteger(row.maximum, 'Maximum');
    if (maximum <= minimum) throw new RowRejection('Maximum', row.maximum, `is not above the minimum ${minimum}`);
    const name = requiredText(row.scaleName, 'Scale Name', 50);
    if (!known.scales.has(scaleId)) known.scales.set(scaleId, { minimum, maximum });
    return { scaleId, name, minimum, maximum };
  },

  element: (row: LandedRow<'element'>, known: KnownKeys) => {
    // Also where this row is rejected: the file is there, so an element must be in it.
    known.elements ??= new Map();
    const normalised = {
      elementId: elementId(row.elementId),
      name: requiredText(row.elementName, 'Element Name', 150),
      description: optionalText(row.description, 'Description', MAX_DESCRIPTION),
    };
    if (!known.elements.has(normalised.elementId)) known.elements.set(normalised.elementId, normalised);
    return normalised;
  },

  occupation: (row: LandedRow<'occupation'>, known: KnownKeys) => {
    const normalised = {
      onetSocCode: onetSocCode(row.onetSocCode),
      title: requiredText(row.title, 'Title', 150),
      description: requiredText(row.description, 'Description', MAX_DESCRIPTION),
      source: known.source,
    };
    known.occupations.add(normalised.onetSocCode);
    return normalised;
  },

  rating: (row: LandedRow<'rating'>, known: KnownKeys) => {
    const { scaleId, dataValue, standardError } = valueOnScale(row, known);
    return {
      onetSocCode: known.occupation(onetSocCode(row.onetSocCode)),
      elementId: known.element(elementId(row.elementId)),
      elementName: elementName(row, known),
      scaleId,
      dataValue,
      n: optionalCount(row.n, 'N'),
      standardError,
      lowerCiBound: optionalDecimal(row.lowerCiBound, 'Lower CI Bound'),
      upperCiBound: optionalDecimal(row.upperCiBound, 'Upper CI Bound'),
      recommendSuppress: optionalYesNo(row.recommendSuppress, 'Recommend Suppress'),
      notRelevant: optionalYesNo(row.notRelevant, 'Not Relevant'),
      dateUpdated: optionalMonth(row.dateUpdated, 'Date'),
      domainSource: optionalText(row.domainSource, 'Domain Source', 50),
      source: known.source,
    };
  },

  anchor: (row: LandedRow<'anchor'>, known: KnownKeys) => {
    const scaleId = requiredText(row.scaleId, 'Scale ID', 3);
    const { minimum, maximum } = known.scale(scaleId);
    const anchorValue = requiredInteger(row.anchorValue, 'Anchor Value');
    if (anchorValue < minimum || anchorValue > maximum) {
      throw new RowRejection('Anchor Value', row.anchorValue, `is outside scale ${scaleId} (${minimum} to ${maximum})`);
    }
    return {
      elementId: known.element(elementId(row.elementId)),
      scaleId,
      anchorValue,
      anchorDescription: requiredText(row.anchorDescription, 'Anchor Description', MAX_DESCRIPTION),
    };
  },

  jobZone: (row: LandedRow<'jobZone'>, known: KnownKeys) => ({
    onetSocCode: known.occupation(onetSocCode(row.onetSocCode)),
    jobZone: requiredJobZone(row.jobZone),
    dateUpdated: optionalMonth(row.dateUpdated, 'Date'),
    domainSource: optionalText(row.domainSource, 'Domain Source', 50),
  }),

  title: (row: LandedRow<'title'>, known: KnownKeys) => ({
    onetSocCode: known.occupation(onetSocCode(row.onetSocCode)),
    alternateTitle: requiredText(row.alternateTitle, 'Alternate Title', 250),
    shortTitle: optionalText(row.shortTitle, 'Short Title', 150) ?? '',
    sources: optionalText(row.sources, 'Source(s)', 100),
  }),

  jobZoneReference: (row: LandedRow<'jobZoneReference'>) => ({
    jobZone: requiredJobZone(row.jobZone),
    name: requiredText(row.name, 'Name', 100),
    experience: requiredText(row.experience, 'Experience', MAX_DESCRIPTION),
    education: requiredText(row.education, 'Education', MAX_DESCRIPTION),
    jobTraining: requiredText(row.jobTraining, 'Job Training', MAX_DESCRIPTION),
    examples: requiredText(row.examples, 'Examples', MAX_DESCRIPTION),
    svpRange: requiredText(row.svpRange, 'SVP Range', 50),
  }),

  reportedTitle: (row: LandedRow<'reportedTitle'>, known: KnownKeys) => ({
    onetSocCode: known.occupation(onetSocCode(row.onetSocCode)),
    reportedTitle: requiredText(row.reportedTitle, 'Reported Job Title', 250),
    shownInMyNextMove: optionalYesNo(row.shownInMyNextMove, 'Shown in My Next Move') ?? false,
  }),

  relatedOccupation: (row: LandedRow<'relatedOccupation'>, known: KnownKeys) => ({
    onetSocCode: known.occupation(onetSocCode(row.onetSocCode)),
    relatedOnetSocCode: known.occupation(onetSocCode(row.relatedOnetSocCode, RELATED_CODE), RELATED_CODE),
    relatednessTier: requiredText(row.relatednessTier, 'Relatedness Tier', 50),
    relatedIndex: requiredInteger(row.relatedIndex, 'Index'),
  }),

  ...REQUIREMENT_ROWS,
} satisfies { [S in FileShape]: (row: LandedRow<S>, known: KnownKeys) => object };

function requiredJobZone(text: string): number {
  const jobZone = requiredInteger(text, 'Job Zone');
  if (jobZone < 1 || jobZone > 5) throw new RowRejection('Job Zone', text, 'is not a job zone from 1 to 5');
  return jobZone;
}

/** Tables of the SQL form leave the names of elements to Content Model Reference. */
function elementName({ elementId, elementName: name }: LandedRow<'rating'>, known: KnownKeys): string {
  const referred = isMissing(name) ? known.elementName(elementId) : requiredText(name, 'Element Name', 150);
  if (referred !== null) return referred;
  throw new RowRejection('Element Name', name, 'is missing, and there is no Content Model Reference to take it from');
}

/** The typed row that a row of each shape becomes. */
export type NormalisedRow<S extends FileShape> = ReturnType<(typeof NORMALISE)[S]>;
