import { AlternateTitle, JobZone, Occupation } from '@app/occupations';
import type { FileKind } from '@app/onet';
import { ContentModelElement, LevelScaleAnchor, OccupationSkill, Scale } from '@app/skills';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { NormalisedRow } from './normalise-rows';

/** Where the typed rows of one kind of file go. The release's id comes first in every table. */
export interface Target<K extends FileKind> {
  readonly entity: EntityTarget<ObjectLiteral>;
  /** What identifies a row within a release. */
  readonly key: readonly (keyof NormalisedRow<K> & string)[];
  /** The same as people find it in the file. */
  readonly keyHeaders: string;
  readonly others: readonly (keyof NormalisedRow<K> & string)[];
}

export const TARGETS: { readonly [K in FileKind]: Target<K> } = {
  scales: { entity: Scale, key: ['scaleId'], keyHeaders: 'Scale ID', others: ['name', 'minimum', 'maximum'] },
  elements: {
    entity: ContentModelElement,
    key: ['elementId'],
    keyHeaders: 'Element ID',
    others: ['name', 'description'],
  },
  occupations: {
    entity: Occupation,
    key: ['onetSocCode'],
    keyHeaders: 'O*NET-SOC Code',
    others: ['title', 'description', 'source'],
  },
  skills: {
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
  anchors: {
    entity: LevelScaleAnchor,
    key: ['elementId', 'scaleId', 'anchorValue'],
    keyHeaders: 'Element ID, Scale ID, Anchor Value',
    others: ['anchorDescription'],
  },
  jobZones: {
    entity: JobZone,
    key: ['onetSocCode'],
    keyHeaders: 'O*NET-SOC Code',
    others: ['jobZone', 'dateUpdated', 'domainSource'],
  },
  titles: {
    entity: AlternateTitle,
    key: ['onetSocCode', 'alternateTitle', 'shortTitle'],
    keyHeaders: 'O*NET-SOC Code, Alternate Title, Short Title',
    others: ['sources'],
  },
};
