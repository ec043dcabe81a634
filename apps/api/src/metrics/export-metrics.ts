import { Injectable } from '@nestjs/common';
import { ExportStreams } from '@app/transitions';
import { Registry } from 'prom-client';
import { addCount, addCounts, addGauge } from './readings';

/** The tables that this process sends. */
@Injectable()
export class ExportMetrics {
  constructor(registry: Registry, streams: ExportStreams) {
    addGauge(registry, 'exports_active', 'Exports that have begun and not ended.', () => streams.underWay);
    addCounts(
      registry,
      { name: 'exports_total', help: 'Exports by how they ended.', labelNames: ['outcome'] },
      () => streams.ended,
    );
    addCount(registry, 'export_characters_total', 'What exports have written, before compression.', () => {
      return streams.charactersWritten;
    });
  }
}
