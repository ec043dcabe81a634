import { FILE_SHAPES } from '@app/onet';
import { getMetadataArgsStorage } from 'typeorm';
import { LANDING_ENTITIES, landingProperties } from './landing-tables';

it.each(FILE_SHAPES)('lands every column of %s in a property of its entity, and nothing else', (shape) => {
  const columns = getMetadataArgsStorage().filterColumns(LANDING_ENTITIES[shape]);
  expect(landingProperties(shape)).toEqual(columns.map(({ propertyName }) => propertyName));
});

it.each(FILE_SHAPES)('keeps what lands of %s as text, whatever it is', (shape) => {
  const place = ['runId', 'fileName', 'line'];
  const columns = getMetadataArgsStorage().filterColumns(LANDING_ENTITIES[shape]);
  const types = columns.filter(({ propertyName }) => !place.includes(propertyName)).map(({ options }) => options.type);
  expect(new Set(types)).toEqual(new Set(['text']));
});

it('gives every shape an entity of its own', () => {
  expect(new Set(Object.values(LANDING_ENTITIES)).size).toBe(FILE_SHAPES.length);
});
