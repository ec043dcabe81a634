import { CronTime } from 'cron';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { HttpConfig, LogFormat, MetricsAccess, RateLimits, RefreshConfig } from './app-config';
import { wholeNumber } from './whole-number';

const MOST_REQUESTS = 1_000_000;

/** The variables about how the service is run rather than what it answers. */
export const OPERATION_VARIABLES = {
  REFRESH_CRON: z
    .string()
    .refine(
      (text) => text === 'off' || isCronExpression(text),
      'must be a cron expression such as "0 3 * * *" (minute, hour, day, month, weekday), or off',
    )
    .default('0 3 * * *'),
  REFRESH_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be a time zone such as UTC or America/New_York')
    .default('UTC'),
  REFRESH_RETRY_SECONDS: wholeNumber(1, 86_400).default(300),
  PUBLIC_READ: z.enum(['on', 'off'], 'must be on or off').default('off'),
  REFRESH_AT_START: z.enum(['on', 'off'], 'must be on or off').default('on'),
  RATE_LIMIT_PER_MINUTE: wholeNumber(0, MOST_REQUESTS).default(600),
  RATE_LIMIT_BULK_PER_MINUTE: wholeNumber(0, MOST_REQUESTS).default(60),
  RATE_LIMIT_LLM_PER_MINUTE: wholeNumber(0, MOST_REQUESTS).default(60),
  RATE_LIMIT_ADMIN_PER_MINUTE: wholeNumber(0, MOST_REQUESTS).default(120),
  RATE_LIMIT_WITHOUT_KEY_PER_MINUTE: wholeNumber(0, MOST_REQUESTS).default(60),
  RATE_LIMIT_PUBLIC_PER_MINUTE: wholeNumber(0, MOST_REQUESTS).default(120),
  RATE_LIMIT_PUBLIC_BULK_PER_MINUTE: wholeNumber(0, MOST_REQUESTS).default(10),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform(toList)
    .refine(
      (origins) => origins.every(isOrigin),
      'must list origins such as https://app.example.org, separated by commas, without a path and without *',
    ),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(toList)
    .refine(
      (proxies) => proxies.every(isAddressRange),
      'must list addresses or ranges such as 10.0.0.0/8, separated by commas',
    ),
  REQUEST_TIMEOUT_SECONDS: wholeNumber(1, 3_600).default(30),
  MAX_CONNECTIONS: wholeNumber(1, 1_000_000).default(10_000),
  METRICS: z.enum(['on', 'off', 'local'], 'must be on, off or local').default('on'),
  LOG_FORMAT: z.enum(['json', 'pretty'], 'must be json or pretty').optional(),
};

interface OperationEnvironment {
  readonly REFRESH_CRON: string;
  readonly REFRESH_TIME_ZONE: string;
  readonly REFRESH_RETRY_SECONDS: number;
  readonly PUBLIC_READ: 'on' | 'off';
  readonly REFRESH_AT_START: 'on' | 'off';
  readonly RATE_LIMIT_PER_MINUTE: number;
  readonly RATE_LIMIT_BULK_PER_MINUTE: number;
  readonly RATE_LIMIT_LLM_PER_MINUTE: number;
  readonly RATE_LIMIT_ADMIN_PER_MINUTE: number;
  readonly RATE_LIMIT_WITHOUT_KEY_PER_MINUTE: number;
  readonly RATE_LIMIT_PUBLIC_PER_MINUTE: number;
  readonly RATE_LIMIT_PUBLIC_BULK_PER_MINUTE: number;
  readonly CORS_ORIGINS: readonly string[];
  readonly TRUSTED_PROXIES: readonly string[];
  readonly REQUEST_TIMEOUT_SECONDS: number;
  readonly MAX_CONNECTIONS: number;
  readonly METRICS: MetricsAccess;
  readonly LOG_FORMAT?: LogFormat;
}

interface OperationConfig {
  readonly refresh: RefreshConfig;
  readonly publicRead: boolean;
  readonly rateLimits: RateLimits;
  readonly http: HttpConfig;
  readonly metrics: MetricsAccess;
  readonly logFormat: LogFormat | null;
}

export function operationConfigOf(env: OperationEnvironment): OperationConfig {
  return {
    refresh: Object.freeze({
      cron: env.REFRESH_CRON === 'off' ? null : env.REFRESH_CRON,
      timeZone: env.REFRESH_TIME_ZONE,
      retryMs: env.REFRESH_RETRY_SECONDS * 1_000,
      atStart: env.REFRESH_AT_START === 'on',
    }),
    publicRead: env.PUBLIC_READ === 'on',
    rateLimits: Object.freeze({
      read: env.RATE_LIMIT_PER_MINUTE,
      bulk: env.RATE_LIMIT_BULK_PER_MINUTE,
      llm: env.RATE_LIMIT_LLM_PER_MINUTE,
      admin: env.RATE_LIMIT_ADMIN_PER_MINUTE,
      withoutKey: env.RATE_LIMIT_WITHOUT_KEY_PER_MINUTE,
      public: env.RATE_LIMIT_PUBLIC_PER_MINUTE,
      publicBulk: env.RATE_LIMIT_PUBLIC_BULK_PER_MINUTE,
    }),
    http: Object.freeze({
      corsOrigins: Object.freeze(env.CORS_ORIGINS),
      trustedProxies: Object.freeze(env.TRUSTED_PROXIES),
      requestTimeoutMs: env.REQUEST_TIMEOUT_SECONDS * 1_000,
      maxConnections: env.MAX_CONNECTIONS,
    }),
    metrics: env.METRICS,
    logFormat: env.LOG_FORMAT ?? null,
  };
}

function isCronExpression(text: string): boolean {
  try {
    // Throws also at what is well-formed and never comes, such as the 30th of February.
    return Boolean(new CronTime(text).sendAt());
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

function toList(text: string): string[] {
  return text.split(',').flatMap((item) => item.trim() || []);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

function isAddressRange(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}
