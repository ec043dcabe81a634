import { priceAt, vertexHostOf } from './vertex-location';

it.each([
  ['global', 'aiplatform.googleapis.com'],
  ['us', 'aiplatform.us.rep.googleapis.com'],
  ['eu', 'aiplatform.eu.rep.googleapis.com'],
  ['us-central1', 'us-central1-aiplatform.googleapis.com'],
  ['europe-west4', 'europe-west4-aiplatform.googleapis.com'],
])('the location %s is served by %s', (location, host) => {
  expect(vertexHostOf(location)).toBe(host);
});

it.each([
  ['global', 0.3, 0.3],
  ['us', 0.3, 0.33],
  ['eu', 2.5, 2.75],
  ['us-central1', 0, 0],
])('in %s what costs %d dollars globally costs %d', (location, globalUsd, dollars) => {
  expect(priceAt(location, globalUsd)).toBe(dollars);
});
