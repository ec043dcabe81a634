import type { Server } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { EndedRequests, type EndedRequest } from '../http/ended-requests';
import { HASHED } from '../page/page-headers';
import { PREFIX } from './readings';

/** Seconds. Most answers take less than a millisecond, those of a language model up to a minute. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** The figures of one method on one route. */
interface Series {
  readonly byStatus: Map<number, number>;
  /** Requests up to each bound that are above the one before, and last those above all bounds. */
  readonly buckets: Float64Array;
  sum: number;
}

/**
 * Counts and times every answered request by method, route pattern and status. In plain numbers and not in prom-client's
 * objects, which look up and check their labels at every step: that takes ten times as long, on the path of all requests.
 */
@Injectable()
export class RequestMetrics implements OnModuleInit {
  private readonly routes = new Map<string, Map<string, Series>>();

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    EndedRequests.of(this.host.httpAdapter.getHttpServer() as Server).toldTo((ended) => this.count(ended));
  }

  /** In the text format of Prometheus. */
  text(): string {
    const counts: string[] = [];
    const durations: string[] = [];
    for (const [route, methods] of this.routes) {
      for (const [method, series] of methods) {
        const labels = `method="${method}",route="${escape(route)}"`;
        counts.push(...countLines(labels, series));
        durations.push(...durationLines(labels, series));
      }
    }
    return [
      `# HELP ${COUNT} Requests that were answered.`,
      `# TYPE ${COUNT} counter`,
      ...counts,
      '',
      `# HELP ${DURATION} What answering took.`,
      `# TYPE ${DURATION} histogram`,
      ...durations,
      '',
    ].join('\n');
  }

  private count({ request, reply, route, milliseconds }: EndedRequest): void {
    const { headersSent, statusCode } = reply.raw;
    // The client has gone before its answer.
    if (!headersSent) return;
    const series = this.seriesOf(labelOf(route), request.method);
    const seconds = milliseconds / 1000;
    let bucket = 0;
    while (seconds > (BUCKETS[bucket] ?? Infinity)) bucket++;
    series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
    series.sum += seconds;
    series.byStatus.set(statusCode, (series.byStatus.get(statusCode) ?? 0) + 1);
  }

  private seriesOf(route: string, method: string): Series {
    let methods = this.routes.get(route);
    if (!methods) this.routes.set(route, (methods = new Map<string, Series>()));
    let series = methods.get(method);
    if (!series) {
      series = { byStatus: new Map(), buckets: new Float64Array(BUCKETS.length + 1), sum: 0 };
      methods.set(method, series);
    }
    return series;
  }
}

/** Addresses without a route have no pattern, and are without number; the files of the page get new names with each version. */
function labelOf(route: string | undefined): string {
  if (route === undefined) return 'unknown';
  return route.startsWith(HASHED) ? `${HASHED}*` : route;
}

const COUNT = `${PREFIX}http_requests_total`;
const DURATION = `${PREFIX}http_request_duration_seconds`;

function countLines(labels: string, { byStatus }: Series): string[] {
  return [...byStatus].map(([status, count]) => `${COUNT}{${labels},status="${status}"} ${count}`);
}

function durationLines(labels: string, { buckets, sum }: Series): string[] {
  let count = 0;
  const lines = [...BUCKETS, '+Inf'].map((bound, i) => {
    count += buckets[i] ?? 0;
    return `${DURATION}_bucket{${labels},le="${bound}"} ${count}`;
  });
  return [...lines, `${DURATION}_sum{${labels}} ${sum}`, `${DURATION}_count{${labels}} ${count}`];
}

function escape(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
}
