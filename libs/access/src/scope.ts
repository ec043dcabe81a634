import { applyDecorators, SetMetadata, type CustomDecorator } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** The things that a key may do; `llm` may cost money. An administrator's key may do everything. */
export type Scope = 'read' | 'llm' | 'admin';

/** From the least to the most. */
export const SCOPES: readonly Scope[] = ['read', 'llm', 'admin'];

/** What a route asks of a caller: a scope; `any`: no key, or one that is valid; `none`: nothing, and nobody looks. */
export type RouteNeed = Scope | 'any' | 'none';

export const REQUIRED_SCOPE = 'required-scope';

/** The same in the OpenAPI document. */
export const SCOPE_EXTENSION = 'x-required-scope';

/** The scope that a route needs; routes that say nothing need `read`. */
export const RequireScope = (scope: Scope): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(REQUIRED_SCOPE, scope), ApiExtension(SCOPE_EXTENSION, scope));

/** Opens a route to everybody. */
export const Public = (): CustomDecorator => SetMetadata(REQUIRED_SCOPE, 'none');

/** Opens a route to who shows no key, and to every valid one whatever its scopes are; a wrong key is refused and counted. */
export const KeyOptional = (): CustomDecorator => SetMetadata(REQUIRED_SCOPE, 'any');
