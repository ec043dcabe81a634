import { FILE_SHAPES, SHAPE_COLUMNS, type FileShape } from '@app/onet';
import {
  AnchorLanding,
  ElementLanding,
  JobZoneLanding,
  JobZoneReferenceLanding,
  OccupationLanding,
  RatingLanding,
  RelatedOccupationLanding,
  ReportedTitleLanding,
  ScaleLanding,
  TitleLanding,
} from './landing.entities';
import {
  DetailedActivityLanding,
  IntermediateActivityLanding,
  PreparationCategoryLanding,
  PreparationLanding,
  TaskActivityLanding,
  TaskLanding,
  TechnologyLanding,
} from './requirement-landing.entities';

/** Where the rows of each shape land, of whichever kind of file they are. */
export const LANDING_ENTITIES = {
  scale: ScaleLanding,
  element: ElementLanding,
  occupation: OccupationLanding,
  rating: RatingLanding,
  anchor: AnchorLanding,
  jobZone: JobZoneLanding,
  title: TitleLanding,
  jobZoneReference: JobZoneReferenceLanding,
  reportedTitle: ReportedTitleLanding,
  relatedOccupation: RelatedOccupationLanding,
  technology: TechnologyLanding,
  preparation: PreparationLanding,
  preparationCategory: PreparationCategoryLanding,
  task: TaskLanding,
  intermediateActivity: IntermediateActivityLanding,
  detailedActivity: DetailedActivityLanding,
  taskActivity: TaskActivityLanding,
} as const satisfies Record<FileShape, unknown>;

/** The landed row of a file of a shape, whoever landed it. */
export type LandedRow<S extends FileShape> = Omit<InstanceType<(typeof LANDING_ENTITIES)[S]>, 'runId'>;

/** The properties of a landing entity in the order of the file's columns, after where the row came from. */
export function landingProperties(shape: FileShape): string[] {
  return ['runId', 'fileName', 'line', ...columnProperties(shape)];
}

/** A landed row, from its fields in the order of its shape's columns. */
export function landedRow<S extends FileShape>(
  shape: S,
  fileName: string,
  line: number,
  fields: readonly string[],
): LandedRow<S> {
  const row: Record<string, string | number> = { fileName, line };
  columnProperties(shape).forEach((property, index) => (row[property] = fields[index] ?? ''));
  // TypeScript cannot see that the shapes and the entities have the same columns; landing-tables.spec.ts does.
  return row as LandedRow<S>;
}

const PROPERTIES = new Map(
  FILE_SHAPES.map((shape) => [shape, SHAPE_COLUMNS[shape].map(({ column }) => toProperty(column))]),
);

function columnProperties(shape: FileShape): readonly string[] {
  return PROPERTIES.get(shape) ?? [];
}

function toProperty(column: string): string {
  return column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
