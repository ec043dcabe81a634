import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiKeysService } from '@app/access';
import { loadConfig } from '@app/config';
import { SchemaPipe } from '@app/http';
import { installation } from '@app/installation';
import { RefreshWatch } from '@app/pipeline';
import { ServedRelease } from '@app/releases';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import { serveDocs } from './openapi/serve-docs';
import { createHttpAdapter } from './http/http-layer';
import { endOnFault } from './logging/end-on-fault';
import { createServiceLog, type ServiceLog } from './logging/service-log';
import { MetricsModule } from './metrics/metrics.module';
import { servePage } from './page/serve-page';
import { ProblemFilter } from './http/problem.filter';
import { Waking } from './http/waking';

export interface CreatedApp {
  readonly app: NestFastifyApplication;
  readonly log: ServiceLog;
}

/**
 * The whole application, wired but not listening: configuration read, database opened and migrated.
 * @throws ConfigurationError, DatabaseUnreachableError
 */
export async function createApp(): Promise<CreatedApp> {
  const config = loadConfig();
  // First of all, as opening the database may have something to say.
  const log = createServiceLog(config);
  endOnFault(log.nest);
  const waking = new Waking();
  const adapter = await createHttpAdapter(config, log, waking);
  const rootModule = { module: AppModule, imports: config.metrics === 'off' ? [] : [MetricsModule] };
  // The caller reports the errors; Nest would add a stack trace to each.
  const app = await NestFactory.create<NestFastifyApplication>(rootModule, adapter, {
    abortOnError: false,
    logger: log.nest,
  });
  learnMadeKeys(app, log);
  waking.looksAt(() => app.get(ServedRelease).poll());
  waking.looksAt(() => app.get(ApiKeysService).poll());
  waking.looksAt(() => app.get(RefreshWatch).look());
  app.useGlobalFilters(new ProblemFilter(app.get(DataSource)));
  app.useGlobalPipes(new SchemaPipe());
  app.setGlobalPrefix('api/v1', {
    exclude: [
      { path: 'health', method: RequestMethod.ALL },
      { path: 'health/ready', method: RequestMethod.ALL },
      { path: 'metrics', method: RequestMethod.ALL },
    ],
  });
  app.enableShutdownHooks();
  // The process ends by its signal, which leaves no time to write what waits.
  app.getHttpServer().once('close', () => log.output.writeAtOnce());
  serveDocs(app);
  await servePage(adapter.getInstance(), join(installation.folder, 'dist', 'web'));
  await app.init();
  return { app, log };
}

/** The keys of the first start may have been replaced by others, which look like nothing in particular. */
function learnMadeKeys(app: NestFastifyApplication, { scrubber }: ServiceLog): void {
  const { apiKey, adminApiKey } = app.get(ApiKeysService).made;
  scrubber.learn([apiKey, adminApiKey].flatMap((key) => key ?? []));
}
