import { AlternateTitle, JobZone, Occupation } from '@app/occupations';
import type { FileShape } from '@app/onet';
import { ContentModelElement, LevelScaleAnchor, OccupationSkill, Scale } from '@app/skills';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { NormalisedRow } from './normalise-rows';

/** The table that takes the typed rows of one shape, from any kind of file. Every table has the release's id first. */
export interface Target<S extends FileShape> {
  readonly entity: EntityTarget<ObjectLiteral>;
  /** The columns that identify a row within a release. */
  readonly key: readonly (keyof NormalisedRow<S> & string)[];
  /** The same columns as people find them in the file. */
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
    entity: OccupationSkill,
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
};
