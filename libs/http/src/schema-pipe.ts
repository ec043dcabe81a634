import { Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { toInvalidParameters } from './request-schema';

/** Checks every part of a request that has a schema, and reports problems as an `InvalidParametersError`. */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ validateCustomDecorators: true, exceptionFactory: toInvalidParameters });
  }

  /** Nothing is taken out: the schemas refuse names such as `constructor`, as all that they do not know. */
  protected override stripProtoKeys(): void {
    // Only names that a schema knows are ever read.
  }
}
