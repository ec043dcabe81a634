export type { ElementFacts } from './rows/known-keys';
export { KnownKeys } from './rows/known-keys';
export { normaliseBatch } from './rows/normalise-batch';
export type { NormalisedRow } from './rows/normalise-rows';
export { TARGETS } from './rows/targets';
export { ReleaseRefusedError } from './transform.errors';
export { TransformModule } from './transform.module';
export { TransformService } from './transform.service';
