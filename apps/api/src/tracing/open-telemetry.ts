import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { core, NodeSDK, resources } from '@opentelemetry/sdk-node';
import type { FastifyInstance } from 'fastify';
import { Scrubber } from '../secrets/scrubber';
import type * as Secrets from '../secrets/secrets-of';
import { CollectorLog } from './collector-log';
import { StatementInstrumentation } from './statement-instrumentation';

const SERVICE_NAME = 'onet-skill-gap-service';
/** A stopping service has two seconds after its last answer. */
const FLUSH_LIMIT_MS = 1_500;
/** Asked every few seconds by those who watch the service. */
const WATCHERS = /^\/(?:health(?:\/ready)?|metrics)(?:\?|$)/;

export interface Telemetry {
  traceId(): string | undefined;
}

/** Traces requests, the statements that they need, and what they ask of other servers. */
export function startTelemetry(): Telemetry {
  if (!process.env.OTEL_LOG_LEVEL) diag.setLogger(new CollectorLog(), DiagLogLevel.ERROR);
  const sdk = new NodeSDK({
    // The environment's word about the service wins.
    resource: resources.defaultResource().merge(resources.resourceFromAttributes({ 'service.name': SERVICE_NAME })),
    // By default also baggage is passed on, which clients could then send to O*NET and Google.
    ...(!process.env.OTEL_PROPAGATORS && { textMapPropagator: new core.W3CTraceContextPropagator() }),
    instrumentations: [httpInstrumentation(), undiciInstrumentation(), new StatementInstrumentation()],
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    const flushed = sdk.shutdown().catch((error: unknown) => diag.error('shutdown', error));
    return (stopped ??= Promise.race([flushed, sleep(FLUSH_LIMIT_MS, undefined, { ref: false })]));
  };
  nameAfterRoutes(stop);
  return { traceId: () => trace.getActiveSpan()?.spanContext().traceId };
}

/** Neither query strings nor headers become attributes, and of paths no secrets: a client may have put its key there by mistake. */
function httpInstrumentation(): HttpInstrumentation {
  let scrubber: Scrubber | undefined;
  return new HttpInstrumentation({
    ignoreIncomingRequestHook: ({ url = '' }: IncomingMessage) => WATCHERS.test(url),
    startIncomingSpanHook: ({ url = '', socket }: IncomingMessage) => {
      scrubber ??= new Scrubber(secrets().configuredSecrets());
      return {
        'url.path': scrubber.path(pathOf(url)),
        'url.query': undefined,
        // Otherwise what the client claims in Forwarded and X-Forwarded-For.
        'client.address': socket.remoteAddress,
        'user_agent.original': undefined,
      };
    },
    startOutgoingSpanHook: ({ protocol, hostname, host, port, path }) => {
      const authority = `${hostname ?? host ?? 'localhost'}${port ? `:${port}` : ''}`;
      const url = new URL(withoutQuery(`${protocol ?? 'http:'}//${authority}${path ?? '/'}`));
      return { 'url.full': secrets().hasPlainAddresses(url.origin) ? url.href : `${url.origin}/…` };
    },
    requireParentforOutgoingSpans: true,
  });
}

/** At the first request: the configuration brings Nest along, and what is loaded before tracing starts cannot be traced. */
function secrets(): typeof Secrets {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Loaded on demand, and at once, as the hooks cannot wait.
  return require('../secrets/secrets-of') as typeof Secrets;
}

function undiciInstrumentation(): UndiciInstrumentation {
  return new UndiciInstrumentation({
    startSpanHook: ({ origin, path }) => ({ 'url.full': withoutQuery(origin + path), 'url.query': undefined }),
    requireParentforSpans: true,
  });
}

/** Spans of requests are named by the pattern of their route, which the instrumentation of HTTP does not know. */
function nameAfterRoutes(stop: () => Promise<void>): void {
  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRequest', (request, _reply, done) => {
      const { url } = request.routeOptions;
      if (url) trace.getActiveSpan()?.updateName(`${request.method} ${url}`).setAttribute('http.route', url);
      done();
    });
    fastify.addHook('onClose', stop);
  });
}

/** Also of what a client sends as if to a proxy: `GET http://host/path`. */
function pathOf(url: string): string {
  return withoutQuery(url).replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
