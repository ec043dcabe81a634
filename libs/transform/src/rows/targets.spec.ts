import { FILE_SHAPES } from '@app/onet';
import { getMetadataArgsStorage } from 'typeorm';
import { TARGETS } from './targets';

function columnsOf(entity: unknown) {
  return getMetadataArgsStorage().columns.filter(({ target }) => target === entity);
}

/** Columns that no file holds. */
const BY_LANGUAGE_MODELS = ['llmProficiencyLevel', 'llmAssessment'];

it.each(FILE_SHAPES)('fills every column of the table of %s but those for language models', (shape) => {
  const { entity, key, others } = TARGETS[shape];
  const columns = columnsOf(entity).map(({ propertyName }) => propertyName);
  const properties = columns.filter((property) => !BY_LANGUAGE_MODELS.includes(property));
  expect(['releaseId', ...key, ...others].sort()).toEqual(properties.sort());
});

it.each(FILE_SHAPES)('knows a row of %s by the primary key of its table', (shape) => {
  const { entity, key } = TARGETS[shape];
  const primary = columnsOf(entity).filter(({ options }) => options.primary);
  expect(['releaseId', ...key]).toEqual(primary.map(({ propertyName }) => propertyName));
});
