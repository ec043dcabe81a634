import { FILE_CATALOGUE, type FileKind } from '@app/onet';
import {
  AnchorLanding,
  ElementLanding,
  JobZoneLanding,
  OccupationLanding,
  ScaleLanding,
  SkillLanding,
  TitleLanding,
} from './landing.entities';

/** Where the rows of each kind of file land. */
export const LANDING_ENTITIES = {
  scales: ScaleLanding,
  elements: ElementLanding,
  occupations: OccupationLanding,
  skills: SkillLanding,
  anchors: AnchorLanding,
  jobZones: JobZoneLanding,
  titles: TitleLanding,
} as const satisfies Record<FileKind, unknown>;

/** The landed row of a kind of file. */
export type LandedRow<K extends FileKind> = InstanceType<(typeof LANDING_ENTITIES)[K]>;

/** The properties of a landing entity in the order of the file's columns, after where the row came from. */
export function landingProperties(kind: FileKind): string[] {
  const columns = FILE_CATALOGUE[kind].columns.map(({ column }) => toProperty(column));
  return ['runId', 'fileName', 'line', ...columns];
}

function toProperty(column: string): string {
  return column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
