import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AppConfig } from '@app/config';
import type { FastifyRequest } from 'fastify';
import { RateLimitedError, type Counted } from './access.errors';
import { addressOf, customerAddress } from './address';
import { addressCounted, keyCounted, RequestCounter } from './request-counter';
import { replyOf, requestOf } from './request-of';
import { RouteScopes } from './route-scopes';
import { shownKey } from './shown-key';

/**
 * Lets a key make so many requests a minute to the routes of a scope, or of a bucket of their own, and an address so many
 * without a valid key. Each process counts for itself: behind a load balancer, as many replicas allow as many times the limit.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly counter: RequestCounter,
    private readonly routes: RouteScopes,
    private readonly config: AppConfig,
  ) {}

  /** @throws RateLimitedError */
  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    const bucket = this.bucketOf(request, context);
    if (bucket === 'none') return true;
    const limit = this.config.rateLimits[bucket];
    if (limit === 0) return true;
    const { caller } = request;
    const { requests, secondsLeft } = this.counter.count(
      caller ? keyCounted(caller.name, bucket) : addressCounted(customerAddress(addressOf(request)), bucket),
    );
    replyOf(context).headers({
      // In small letters Fastify takes names as they are.
      'ratelimit-limit': limit,
      'ratelimit-remaining': Math.max(0, limit - requests),
      'ratelimit-reset': secondsLeft,
    });
    if (requests > limit) throw new RateLimitedError(limit, bucket, secondsLeft);
    return true;
  }

  /** Wrong keys are counted apart from no key, or to guess keys would be open to as many tries as reading is. */
  private bucketOf(request: FastifyRequest, context: ExecutionContext): Counted | 'none' {
    const bucket = this.routes.countedIn(context);
    if (request.caller || bucket === 'none') return bucket;
    return this.routes.isOpen(context) && shownKey(request) === null
      ? this.routes.countedOpenIn(context)
      : 'withoutKey';
  }
}
