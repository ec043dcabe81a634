import type { DiagLogger } from '@opentelemetry/api';
import { Logger } from '@nestjs/common';
import { AtMostEvery, systemClock, type Clock } from '@app/outside';

/** A collector that is away fails every few seconds. */
const SILENCE_MS = 600_000;
const LONGEST = 300;

/** Writes OpenTelemetry's errors to the log of the service, but not every one of them. */
export class CollectorLog implements DiagLogger {
  private readonly logger = new Logger('Tracing');
  private readonly telling: AtMostEvery;

  constructor(clock: Clock = systemClock) {
    this.telling = new AtMostEvery(SILENCE_MS, clock);
  }

  error(message: string): void {
    if (!this.telling.isTime()) return;
    const minutes = SILENCE_MS / 60_000;
    this.logger.warn(
      `Traces get lost: ${reasonIn(message)}. Check OTEL_EXPORTER_OTLP_ENDPOINT. Further failures are not logged for ${minutes} minutes`,
    );
  }

  warn(): void {
    // Said by errors as well.
  }

  info(): void {
    // Of no use to the operator.
  }

  debug(): void {
    // Of no use to the operator.
  }

  verbose(): void {
    // Of no use to the operator.
  }
}

/** OpenTelemetry reports errors as JSON with a stack. */
function reasonIn(message: string): string {
  try {
    const { message: reason, code } = JSON.parse(message) as { readonly message?: string; readonly code?: string };
    return (reason ?? code ?? 'unknown error').slice(0, LONGEST);
  } catch {
    return message.slice(0, LONGEST);
  }
}
