import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RATE_BUCKET, type RateBucketName } from './rate-bucket';
import { REQUIRED_SCOPE, type Scope } from './scope';

interface RouteRules {
  readonly scope: Scope | 'none';
  /** Null: counted with the other routes of its scope. */
  readonly bucket: RateBucketName | null;
}

/** Knows what each route needs. Remembered, since looking up decorators takes longer than all the rest of the guards. */
@Injectable()
export class RouteScopes {
  private readonly routes = new Map<unknown, RouteRules>();

  constructor(private readonly reflector: Reflector) {}

  neededBy(context: ExecutionContext): Scope | 'none' {
    return this.rulesOf(context).scope;
  }

  /** Where the requests of a key to this route are counted. */
  countedIn(context: ExecutionContext): Scope | RateBucketName | 'none' {
    const { scope, bucket } = this.rulesOf(context);
    return bucket ?? scope;
  }

  private rulesOf(context: ExecutionContext): RouteRules {
    const handler = context.getHandler();
    let rules = this.routes.get(handler);
    if (!rules) {
      const targets = [handler, context.getClass()];
      const scope = this.reflector.getAllAndOverride<RouteRules['scope'] | undefined>(REQUIRED_SCOPE, targets);
      const bucket = this.reflector.getAllAndOverride<RateBucketName | undefined>(RATE_BUCKET, targets);
      rules = { scope: scope ?? 'read', bucket: bucket ?? null };
      this.routes.set(handler, rules);
    }
    return rules;
  }
}
