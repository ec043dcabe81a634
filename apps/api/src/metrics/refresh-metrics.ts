import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Registry } from 'prom-client';
import { RefreshWatch } from '@app/pipeline';
import { addGauge } from './readings';

/** Whether the data can be refreshed, as the records of all processes tell. */
@Injectable()
export class RefreshMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly watch: RefreshWatch,
  ) {}

  onModuleInit(): void {
    const { watch } = this;
    addGauge(this.registry, 'refresh_failing', '1 while the last refresh failed, in any process.', () =>
      Number(watch.state.failed !== null),
    );
    addGauge(this.registry, 'refresh_failures_in_a_row', 'Refreshes that failed since one went well.', () => {
      return watch.state.failuresInARow;
    });
  }
}
