import { createParamDecorator } from '@nestjs/common';
import { ApiParam, ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { PathAndQuerySchema, PathAndQueryText } from './query-schema';

const Given = createParamDecorator((_data, context): PathAndQueryText => {
  const { params, query } = context.switchToHttp().getRequest<FastifyRequest>();
  return { path: params as PathAndQueryText['path'], query: query as PathAndQueryText['query'] };
});

/**
 * The path and the query of a request in one argument, checked by one schema and documented: of `@Param` and `@Query` the
 * first one to refuse would hide the problems that the other finds.
 */
export function PathAndQuery<Value>(schema: PathAndQuerySchema<Value>): ParameterDecorator {
  return (target, method, index) => {
    if (method === undefined) return;
    Given({ schema })(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method);
    if (!descriptor) return;
    for (const { in: place, shape, ...parameter } of schema.documented) {
      const options = { ...parameter, schema: { ...shape, ...(shape.enum ? { enum: [...shape.enum] } : {}) } };
      (place === 'path' ? ApiParam(options) : ApiQuery(options))(target, method, descriptor);
    }
  };
}
