import {
  AlternateTitle,
  JobZone,
  JobZoneReference,
  Occupation,
  RelatedOccupation,
  ReportedTitle,
} from '@app/occupations';
import type { FileShape } from '@app/onet';
import {
  DetailedActivity,
  IntermediateActivity,
  PreparationCategory,
  PreparationRating,
  Task,
  TaskActivity,
  TechnologySkill,
} from '@app/requirements';
import { ContentModelElement, LevelScaleAnchor, OccupationRating, Scale } from '@app/skills';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { NormalisedRow } from './normalise-rows';

/** The table that takes the typed rows of one shape, from any kind of file. Every table has the release's id first. */
export interface Target<S extends FileShape> {
  readonly entity: EntityTarget<ObjectLiteral>;
  /** The columns that identify a row within a release. */
  readonly key: readonly (keyof NormalisedRow<S> & string)[];
  /** The column by which rows of other tables refer to one; the first of the key if nothing is said. */
  readonly referredBy?: keyof NormalisedRow<S> & string;
  /** The columns of the key as people find them in the file. */
  readonly keyHeaders: string;
  readonly others: readonly (keyof NormalisedRow<S> & string)[];
}

export const TARGETS: { readonly [S in FileShape]: Target<S> } = {
  scale: { entity: Scale, key: ['scaleId'], keyHeaders: 'Scale ID', others: ['name', 'minimum', 'maximum'] },
  element: {
    entity: ContentModelElement,
    key: ['elementId'],
    keyHeaders: 'Element ID',
    others: ['name', 'description'],
  },
  occupation: {
    entity: Occupation,
    key: ['onetSocCode'],
    keyHeaders: 'O*NET-SOC Code',
    others: ['title', 'description', 'source'],
  },
  rating: {
    entity: OccupationRating,
    key: ['onetSocCode', 'elementId', 'scaleId'],
    keyHeaders: 'O*NET-SOC Code, Element ID, Scale ID',
    others: [
      'dataValue',
      'n',
      'standardError',
      'lowerCiBound',
      'upperCiBound',
      'recommendSuppress',
      'notRelevant',
      'dateUpdated',
      'domainSource',
      'source',
    ],
  },
  anchor: {
    entity: LevelScaleAnchor,
    key: ['elementId', 'scaleId', 'anchorValue'],
    keyHeaders: 'Element ID, Scale ID, Anchor Value',
    others: ['anchorDescription'],
  },
  jobZone: {
    entity: JobZone,
    key: ['onetSocCode'],
    keyHeaders: 'O*NET-SOC Code',
    others: ['jobZone', 'dateUpdated', 'domainSource'],
  },
  title: {
    entity: AlternateTitle,
    key: ['onetSocCode', 'alternateTitle', 'shortTitle'],
    keyHeaders: 'O*NET-SOC Code, Alternate Title, Short Title',
    others: ['sources'],
  },
  jobZoneReference: {
    entity: JobZoneReference,
    key: ['jobZone'],
    keyHeaders: 'Job Zone',
    others: ['name', 'experience', 'education', 'jobTraining', 'examples', 'svpRange'],
  },
  reportedTitle: {
    entity: ReportedTitle,
    key: ['onetSocCode', 'reportedTitle'],
    keyHeaders: 'O*NET-SOC Code, Reported Job Title',
    others: ['shownInMyNextMove'],
  },
  relatedOccupation: {
    entity: RelatedOccupation,
    key: ['onetSocCode', 'relatedOnetSocCode'],
    keyHeaders: 'O*NET-SOC Code, Related O*NET-SOC Code',
    others: ['relatednessTier', 'relatedIndex'],
  },
  technology: {
    entity: TechnologySkill,
    key: ['onetSocCode', 'commodityCode', 'example'],
    keyHeaders: 'O*NET-SOC Code, Commodity Code, Example',
    others: ['commodityTitle', 'hotTechnology', 'inDemand'],
  },
  preparation: {
    entity: PreparationRating,
    key: ['onetSocCode', 'elementId', 'scaleId', 'category'],
    keyHeaders: 'O*NET-SOC Code, Element ID, Scale ID, Category',
    others: [
      ...(['dataValue', 'n', 'standardError', 'lowerCiBound', 'upperCiBound'] as const),
      ...(['recommendSuppress', 'dateUpdated', 'domainSource'] as const),
    ],
  },
  preparationCategory: {
    entity: PreparationCategory,
    key: ['elementId', 'scaleId', 'category'],
    keyHeaders: 'Element ID, Scale ID, Category',
    others: ['categoryDescription'],
  },
  task: {
    entity: Task,
    key: ['onetSocCode', 'taskId'],
    referredBy: 'taskId',
    keyHeaders: 'O*NET-SOC Code, Task ID',
    others: ['task', 'taskType', 'incumbentsResponding', 'dateUpdated', 'domainSource'],
  },
  intermediateActivity: {
    entity: IntermediateActivity,
    key: ['iwaId'],
    keyHeaders: 'IWA ID',
    others: ['elementId', 'iwaTitle'],
  },
  detailedActivity: {
    entity: DetailedActivity,
    key: ['dwaId'],
    keyHeaders: 'DWA ID',
    others: ['elementId', 'iwaId', 'dwaTitle'],
  },
  taskActivity: {
    entity: TaskActivity,
    key: ['onetSocCode', 'taskId', 'dwaId'],
    keyHeaders: 'O*NET-SOC Code, Task ID, DWA ID',
    others: ['dateUpdated', 'domainSource'],
  },
};
