import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppConfig } from '@app/config';
import { RATE_BUCKET, type AddressBucket, type RateBucketName } from './rate-bucket';
import { REQUIRED_SCOPE, type RouteNeed, type Scope } from './scope';

interface RouteRules {
  readonly need: RouteNeed;
  /** Null: counted with the other routes of its scope. */
  readonly bucket: RateBucketName | null;
}

/** Knows what each route needs. Remembered, since looking up decorators takes longer than all the rest of the guards. */
@Injectable()
export class RouteScopes {
  private readonly routes = new Map<unknown, RouteRules>();

  constructor(
    private readonly reflector: Reflector,
    private readonly config: AppConfig,
  ) {}

  neededBy(context: ExecutionContext): RouteNeed {
    return this.rulesOf(context).need;
  }

  /** Where the requests of a key to this route are counted. */
  countedIn(context: ExecutionContext): Scope | RateBucketName | 'none' {
    const { need, bucket } = this.rulesOf(context);
    return bucket ?? (need === 'any' ? 'read' : need);
  }

  /** Whether the route is answered without a key. */
  isOpen(context: ExecutionContext): boolean {
    const { need } = this.rulesOf(context);
    return need === 'any' || need === 'none' || (need === 'read' && this.config.publicRead);
  }

  /** Where the requests without a key to a route that is open are counted. */
  countedOpenIn(context: ExecutionContext): AddressBucket {
    return this.rulesOf(context).bucket === 'bulk' ? 'publicBulk' : 'public';
  }

  private rulesOf(context: ExecutionContext): RouteRules {
    const handler = context.getHandler();
    let rules = this.routes.get(handler);
    if (!rules) {
      const targets = [handler, context.getClass()];
      const need = this.reflector.getAllAndOverride<RouteNeed | undefined>(REQUIRED_SCOPE, targets);
      const bucket = this.reflector.getAllAndOverride<RateBucketName | undefined>(RATE_BUCKET, targets);
      rules = { need: need ?? 'read', bucket: bucket ?? null };
      this.routes.set(handler, rules);
    }
    return rules;
  }
}
