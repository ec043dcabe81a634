import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import { AppConfig } from '@app/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimitedError, type Counted } from './access.errors';
import { addressOf } from './address';
import { addressCounted, keyCounted } from './request-counter';
import { RouteScopes } from './route-scopes';
import { shownKey } from './shown-key';

export const RATE_LIMIT_WINDOW_MS = 60_000;

const ALLOWED = Promise.resolve(true);

/**
 * Lets a key make so many requests a minute to the routes of a scope, or of a bucket of their own, and an address so many
 * without a valid key. Each process counts for itself: behind a load balancer, as many replicas allow as many times the limit.
 */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override headerPrefix = 'RateLimit';

  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    private readonly routes: RouteScopes,
    private readonly config: AppConfig,
  ) {
    super(options, storage, reflector);
  }

  /**
   * In place of the package's own, which looks up seven decorators a request.
   * @throws RateLimitedError
   */
  override canActivate(context: ExecutionContext): Promise<boolean> {
    const bucket = this.bucketOf(context);
    if (bucket === 'none') return ALLOWED;
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    const limit = this.config.rateLimits[bucket];
    if (limit === 0) return ALLOWED;
    const [throttler] = this.throttlers;
    if (!throttler) throw new Error('The module of the rate limit has no throttler');
    // Written out: to spread an object here takes longer than all the rest of the guards.
    return this.handleRequest({
      context,
      limit,
      throttler,
      ttl: RATE_LIMIT_WINDOW_MS,
      blockDuration: RATE_LIMIT_WINDOW_MS,
      // The package's tracker is the address; those of IPv6 count by the /64 that one customer has.
      getTracker: (request) => (caller ? caller.name : this.getTracker(request as FastifyRequest)),
      generateKey: (_context, tracker) => (caller ? keyCounted(tracker, bucket) : addressCounted(tracker, bucket)),
    });
  }

  protected override getTracker(request: FastifyRequest): Promise<string> {
    return super.getTracker({ ip: addressOf(request) });
  }

  protected override setResponseHeader(reply: FastifyReply, name: string, value: string | number): void {
    // The error carries it to where every error is answered.
    if (name !== 'Retry-After') reply.header(name, value);
  }

  protected override throwThrottlingException(context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { limit, timeToExpire } = detail;
    this.setResponseHeader(reply, 'RateLimit-Limit', limit);
    this.setResponseHeader(reply, 'RateLimit-Remaining', 0);
    this.setResponseHeader(reply, 'RateLimit-Reset', timeToExpire);
    const bucket = this.bucketOf(context);
    throw new RateLimitedError(limit, bucket === 'none' ? 'withoutKey' : bucket, timeToExpire);
  }

  /** Wrong keys are counted apart from no key, or to guess keys would be open to as many tries as reading is. */
  private bucketOf(context: ExecutionContext): Counted | 'none' {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const bucket = this.routes.countedIn(context);
    if (request.caller || bucket === 'none') return bucket;
    return this.routes.isOpen(context) && shownKey(request) === null
      ? this.routes.countedOpenIn(context)
      : 'withoutKey';
  }
}
