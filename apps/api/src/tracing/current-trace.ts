/* eslint-disable @typescript-eslint/no-require-imports -- Loaded on demand, and at once, so that it is there before what it traces. */
import type * as OpenTelemetry from './open-telemetry';

let telemetry: OpenTelemetry.Telemetry | null = null;

/**
 * Sends traces if the environment names a collector; OpenTelemetry reads its own variables, `OTEL_*`. Without one nothing
 * of its SDK is loaded. To be called before http, fastify or mysql2 are loaded.
 */
export function startTracing(): void {
  const { OTEL_EXPORTER_OTLP_ENDPOINT = '', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT = '' } = process.env;
  if (telemetry || !(OTEL_EXPORTER_OTLP_ENDPOINT + OTEL_EXPORTER_OTLP_TRACES_ENDPOINT).trim()) return;
  const { startTelemetry } = require('./open-telemetry') as typeof OpenTelemetry;
  // It ends with the HTTP server, and sends what is left then.
  telemetry = startTelemetry();
}

/** The trace that the caller is part of, 32 hexadecimal digits; undefined where nothing is traced. */
export function currentTraceId(): string | undefined {
  return telemetry?.traceId();
}
