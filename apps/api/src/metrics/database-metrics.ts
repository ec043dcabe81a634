import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { poolState } from '@app/database';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { DatabaseFigures } from './database-figures';
import { addGauge, addGauges } from './readings';

/** Whether the database answers, how busy its connections are, and what of the budget that it keeps is spent. */
@Injectable()
export class DatabaseMetrics {
  constructor(registry: Registry, figures: DatabaseFigures, @InjectDataSource() dataSource: DataSource) {
    addGauge(registry, 'database_up', '1 if the database answered this scrape.', () => Number(figures.latest !== null));
    const connections = 'Connections of this process to the database.';
    addGauges(registry, { name: 'database_pool_connections', help: connections, labelNames: ['state'] }, () => {
      const pool = poolState(dataSource);
      if (!pool) return [];
      return [
        [{ state: 'used' }, pool.used],
        [{ state: 'idle' }, pool.idle],
      ];
    });
    addGauge(registry, 'database_pool_waiting', 'Statements that wait for a connection.', () => {
      return poolState(dataSource)?.waiting ?? null;
    });
    addGauge(registry, 'llm_budget_usd', "Today's budget of the language model, of all processes.", () => {
      return figures.latest?.budget?.budgetUsd ?? null;
    });
    addGauge(registry, 'llm_committed_usd', "What of today's budget is spent or reserved.", () => {
      return figures.latest?.budget?.committedUsd ?? null;
    });
  }
}
