import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';
import { DatabaseFigures } from './database-figures';
import { RequestMetrics } from './request-metrics';

/** All metrics of this process, as Prometheus reads them. */
@Injectable()
export class MetricsService {
  private scraping: Promise<string> | null = null;

  constructor(
    private readonly registry: Registry,
    private readonly database: DatabaseFigures,
    private readonly requests: RequestMetrics,
  ) {}

  /** Those who scrape at the same time get the same text. */
  scrape(): Promise<string> {
    this.scraping ??= this.collect().finally(() => (this.scraping = null));
    return this.scraping;
  }

  private async collect(): Promise<string> {
    await this.database.look();
    return `${await this.registry.metrics()}\n${this.requests.text()}`;
  }
}
