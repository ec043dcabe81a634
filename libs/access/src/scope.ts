import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** The things that a key may do; `llm` may cost money. An administrator's key may do everything. */
export type Scope = 'read' | 'llm' | 'admin';

/** From the least to the most. */
export const SCOPES: readonly Scope[] = ['read', 'llm', 'admin'];

export const REQUIRED_SCOPE = 'required-scope';

/** The scope that a route needs; routes that say nothing need `read`. */
export const RequireScope = (scope: Scope): CustomDecorator => SetMetadata(REQUIRED_SCOPE, scope);

/** Opens a route to everybody. */
export const Public = (): CustomDecorator => SetMetadata(REQUIRED_SCOPE, 'none');
