import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Clock, ClockModule } from '@app/outside';
import { AccessController } from './access.controller';
import { ApiKeysService } from './api-keys.service';
import { CallerGuard } from './caller.guard';
import { KeysModule } from './keys.module';
import { RateLimitGuard } from './rate-limit.guard';
import { RequestCounter } from './request-counter';
import { RouteScopes } from './route-scopes';
import { ScopeGuard } from './scope.guard';

/**
 * Guards every route of the app that imports it; `@Public()` opens one. Wrong keys are counted before they are refused, so
 * the order of the guards matters: they are asked as they stand here.
 */
@Module({
  imports: [ClockModule, KeysModule],
  controllers: [AccessController],
  providers: [
    ApiKeysService,
    RouteScopes,
    { provide: RequestCounter, inject: [Clock], useFactory: (clock: Clock) => new RequestCounter(clock) },
    { provide: APP_GUARD, useClass: CallerGuard },
    { provide: APP_GUARD, useClass: RateLimitGuard },
    { provide: APP_GUARD, useClass: ScopeGuard },
  ],
  exports: [ApiKeysService],
})
export class AccessModule {}
