import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NO_BODY } from './body-schema';

const Given = createParamDecorator(
  (_data, context): unknown => context.switchToHttp().getRequest<FastifyRequest>().body,
);

/** Refuses a body, and leaves it out of the OpenAPI document, which has one for every `@Body` with a schema. */
export function NoBody(): ParameterDecorator {
  return Given({ schema: NO_BODY });
}
