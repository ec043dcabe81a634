import { FILE_KINDS } from '@app/onet';
import { getMetadataArgsStorage } from 'typeorm';
import { LANDING_ENTITIES, landingProperties } from './landing-tables';

it.each(FILE_KINDS)('lands every column of %s in a property of its entity, and nothing else', (kind) => {
  const columns = getMetadataArgsStorage().filterColumns(LANDING_ENTITIES[kind]);
  expect(landingProperties(kind)).toEqual(columns.map(({ propertyName }) => propertyName));
});

it.each(FILE_KINDS)('keeps what lands of %s as text, whatever it is', (kind) => {
  const place = ['runId', 'fileName', 'line'];
  const columns = getMetadataArgsStorage().filterColumns(LANDING_ENTITIES[kind]);
  const types = columns.filter(({ propertyName }) => !place.includes(propertyName)).map(({ options }) => options.type);
  expect(new Set(types)).toEqual(new Set(['text']));
});

it('gives every kind an entity of its own', () => {
  expect(new Set(Object.values(LANDING_ENTITIES)).size).toBe(FILE_KINDS.length);
});
