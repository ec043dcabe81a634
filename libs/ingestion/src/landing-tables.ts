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

/** The landed row of a kind of file, whoever landed it. */
export type LandedRow<K extends FileKind> = Omit<InstanceType<(typeof LANDING_ENTITIES)[K]>, 'runId'>;

/** The properties of a landing entity in the order of the file's columns, after where the row came from. */
export function landingProperties(kind: FileKind): string[] {
  return ['runId', 'fileName', 'line', ...columnProperties(kind)];
}

/** A landed row, from its fields in the order of the catalogue's columns. */
export function landedRow<K extends FileKind>(
  kind: K,
  fileName: string,
  line: number,
  fields: readonly string[],
): LandedRow<K> {
  const columns = columnProperties(kind).map((property, index) => [property, fields[index] ?? ''] as const);
  const row: Record<string, string | number> = { fileName, line, ...Object.fromEntries(columns) };
  // TypeScript cannot see that the catalogue and the entities have the same columns; landing-tables.spec.ts does.
  return row as LandedRow<K>;
}

function columnProperties(kind: FileKind): string[] {
  return FILE_CATALOGUE[kind].columns.map(({ column }) => toProperty(column));
}

function toProperty(column: string): string {
  return column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
