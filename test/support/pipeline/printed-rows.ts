import { AlternateTitle, JobZone, JobZoneReference, Occupation } from '@app/occupations';
import { RelatedOccupation, ReportedTitle } from '@app/occupations';
import type { FileKind } from '@app/onet';
import { DetailedActivity, IntermediateActivity, PreparationCategory, PreparationRating } from '@app/requirements';
import { Task, TaskActivity, TechnologySkill } from '@app/requirements';
import { ContentModelElement, LevelScaleAnchor, OccupationRating, Scale } from '@app/skills';
import type { EntityTarget, ObjectLiteral } from 'typeorm';

/** What rows leave to other tables, by id. */
export interface NamesById {
  readonly elements: ReadonlyMap<string, string>;
  readonly intermediateActivities: ReadonlyMap<string, string>;
}

/** Prints one column as text files have it, of a row as the driver gives it. */
export type Print = (row: ObjectLiteral, names: NamesById) => string;

/** The table that holds a kind of file, and how its columns are printed, by every header that they have had. */
export interface PrintedTable {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly columns: Readonly<Record<string, Print>>;
}

const MISSING = 'n/a';

const text = (property: string): Print => decorate(property, String);
const flag = (property: string): Print => decorate(property, (value) => (value ? 'Y' : 'N'));
const month = (property: string): Print =>
  decorate(property, (value) => String(value).replace(/^(\d{4})-(\d{2})-01$/, '$2/$1'));
const decimal = (property: string, decimals: number): Print =>
  decorate(property, (value) => Number(value).toFixed(decimals));
const elementName: Print = ({ elementId }, { elements }) => elements.get(String(elementId)) ?? MISSING;

const CODE = { 'O*NET-SOC Code': text('onetSocCode') };
const ELEMENT = { 'Element ID': text('elementId'), 'Element Name': elementName };
const SCALE = { 'Scale ID': text('scaleId') };
const DATED = { Date: month('dateUpdated'), 'Domain Source': text('domainSource') };
const MEASURED = {
  'Data Value': decimal('dataValue', 2),
  N: text('n'),
  'Standard Error': decimal('standardError', 4),
  'Lower CI Bound': decimal('lowerCiBound', 4),
  'Upper CI Bound': decimal('upperCiBound', 4),
  'Recommend Suppress': flag('recommendSuppress'),
};
/** From 30.3 on activities are elements, and files say which element it is that they mean. */
const GWA = { ...ELEMENT, 'GWA Element ID': text('elementId') };
const IWA = { 'IWA ID': text('iwaId'), 'IWA Element ID': text('iwaId') };
const DWA = { 'DWA ID': text('dwaId'), 'DWA Element ID': text('dwaId') };

const RATINGS: PrintedTable = {
  entity: OccupationRating,
  columns: { ...CODE, ...ELEMENT, ...SCALE, ...MEASURED, 'Not Relevant': flag('notRelevant'), ...DATED },
};

export const PRINTED: Readonly<Record<FileKind, PrintedTable>> = {
  scales: {
    entity: Scale,
    columns: { ...SCALE, 'Scale Name': text('name'), Minimum: text('minimum'), Maximum: text('maximum') },
  },
  elements: {
    entity: ContentModelElement,
    columns: { 'Element ID': text('elementId'), 'Element Name': text('name'), Description: text('description') },
  },
  occupations: { entity: Occupation, columns: { ...CODE, Title: text('title'), Description: text('description') } },
  skills: RATINGS,
  knowledge: RATINGS,
  abilities: RATINGS,
  workActivities: RATINGS,
  anchors: {
    entity: LevelScaleAnchor,
    columns: {
      ...ELEMENT,
      ...SCALE,
      'Anchor Value': text('anchorValue'),
      'Anchor Description': text('anchorDescription'),
    },
  },
  jobZones: { entity: JobZone, columns: { ...CODE, 'Job Zone': text('jobZone'), ...DATED } },
  jobZoneReference: {
    entity: JobZoneReference,
    columns: {
      'Job Zone': text('jobZone'),
      Name: text('name'),
      Experience: text('experience'),
      Education: text('education'),
      'Job Training': text('jobTraining'),
      Examples: text('examples'),
      'SVP Range': text('svpRange'),
    },
  },
  titles: {
    entity: AlternateTitle,
    columns: {
      ...CODE,
      'Alternate Title': text('alternateTitle'),
      'Job Title': text('alternateTitle'),
      'Short Title': ({ shortTitle }) => String(shortTitle) || MISSING,
      'Source(s)': text('sources'),
    },
  },
  reportedTitles: {
    entity: ReportedTitle,
    columns: {
      ...CODE,
      'Reported Job Title': text('reportedTitle'),
      'Shown in My Next Move': flag('shownInMyNextMove'),
    },
  },
  relatedOccupations: {
    entity: RelatedOccupation,
    columns: {
      ...CODE,
      'Related O*NET-SOC Code': text('relatedOnetSocCode'),
      'Relatedness Tier': text('relatednessTier'),
      Index: text('relatedIndex'),
    },
  },
  technology: {
    entity: TechnologySkill,
    columns: {
      ...CODE,
      Example: text('example'),
      'Workplace Example': text('example'),
      'Commodity Code': text('commodityCode'),
      'Commodity Title': text('commodityTitle'),
      'Element ID': text('commodityCode'),
      'Element Name': text('commodityTitle'),
      'Hot Technology': flag('hotTechnology'),
      'In Demand': flag('inDemand'),
    },
  },
  preparation: {
    entity: PreparationRating,
    columns: {
      ...CODE,
      ...ELEMENT,
      ...SCALE,
      Category: ({ category }) => (category === 0 ? MISSING : String(category)),
      ...MEASURED,
      ...DATED,
    },
  },
  preparationCategories: {
    entity: PreparationCategory,
    columns: {
      ...ELEMENT,
      ...SCALE,
      Category: text('category'),
      'Category Description': text('categoryDescription'),
    },
  },
  tasks: {
    entity: Task,
    columns: {
      ...CODE,
      'Task ID': text('taskId'),
      Task: text('task'),
      'Task Type': text('taskType'),
      'Incumbents Responding': text('incumbentsResponding'),
      ...DATED,
    },
  },
  intermediateActivities: {
    entity: IntermediateActivity,
    columns: { ...GWA, ...IWA, 'IWA Title': text('iwaTitle'), 'IWA Element Name': text('iwaTitle') },
  },
  detailedActivities: {
    entity: DetailedActivity,
    columns: {
      ...GWA,
      ...IWA,
      'IWA Title': ({ iwaId }, { intermediateActivities }) => intermediateActivities.get(String(iwaId)) ?? MISSING,
      ...DWA,
      'DWA Title': text('dwaTitle'),
      'DWA Element Name': text('dwaTitle'),
    },
  },
  taskActivities: { entity: TaskActivity, columns: { ...CODE, 'Task ID': text('taskId'), ...DWA, ...DATED } },
};

function decorate(property: string, print: (value: unknown) => string): Print {
  return (row) => {
    const value: unknown = row[property];
    return value === null || value === undefined ? MISSING : print(value);
  };
}
