import type { LlmThinking } from './llm-thinking';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** Versions of O*NET Web Services; 1.9 is for accounts of earlier times. */
export type WebServicesVersion = '2' | '1.9';

/** The author of levels and texts: nobody, Gemini on Vertex AI, or templates that need no language model. */
export type LlmProviderName = 'none' | 'vertexai' | 'offline';

/** The scopes that keys other than the administrator's may have. */
export type KeyScope = 'read' | 'llm';

/** How to sign in to O*NET Web Services: version 2 takes a key, 1.9 a user name and a password. Secrets. */
export type WebServicesCredentials =
  { readonly apiKey: string } | { readonly username: string; readonly password: string };

/** The language model, what it may cost, and how it is asked. */
export interface LlmConfig {
  readonly provider: LlmProviderName;
  readonly model: string;
  /** Credentials come from where Google's libraries look for them (Application Default Credentials). */
  readonly vertex: {
    /** Empty unless the provider is `vertexai`. */
    readonly project: string;
    readonly location: string;
    /** `host`, with a port or a path behind it if needed; always reached by https. */
    readonly apiEndpoint: string;
  };
  /** Null: as the model does by itself. */
  readonly thinking: LlmThinking | null;
  /** Dollars for a million tokens, in the location that is asked. */
  readonly price: { readonly inputUsd: number; readonly outputUsd: number };
  /** Over all processes on the same database, for a day of UTC. */
  readonly dailyBudgetUsd: number;
  /** Calls of this process at the same time. */
  readonly concurrency: number;
  /** The most time that one call may take. */
  readonly timeoutMs: number;
}

/** How log lines are written: one JSON object each, or text for a person at a terminal. */
export type LogFormat = 'json' | 'pretty';

/** For whom /metrics is there: everybody, nobody, or only processes of the same machine. */
export type MetricsAccess = 'on' | 'off' | 'local';

/** When the data is refreshed by itself. */
export interface RefreshConfig {
  /** A cron expression; null: never. */
  readonly cron: string | null;
  readonly timeZone: string;
  /** After a refresh that failed; twice as long after the next failure, and so on. */
  readonly retryMs: number;
  /** Whether a start brings what is published up to its source; if not, somebody else has to load even the first release. */
  readonly atStart: boolean;
}

/** Requests a minute that one process answers; 0: as many as come. */
export interface RateLimits {
  /** Of one key, on the endpoints of a scope. */
  readonly read: number;
  /** Of one key, on the endpoints of the scope read that compute much; counted apart. */
  readonly bulk: number;
  readonly llm: number;
  readonly admin: number;
  /** Of one address, with wrong keys, or with none where one is needed. */
  readonly withoutKey: number;
  /** Of one address without a key, on the endpoints that need none. */
  readonly public: number;
  /** The same on those that compute much; counted apart. */
  readonly publicBulk: number;
}

/** How the service meets the network. */
export interface HttpConfig {
  /** Origins whose pages may read answers in a browser. */
  readonly corsOrigins: readonly string[];
  /** Addresses and ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** The most time that one answer may take; those by a language model may take longer. */
  readonly requestTimeoutMs: number;
  readonly maxConnections: number;
}

/** The whole configuration of the service: read once from the environment, checked, frozen. Inject this class. */
export abstract class AppConfig {
  abstract readonly host: string;
  /** 0 lets the operating system choose. */
  abstract readonly port: number;
  /** Absolute path of the folder for the embedded database, downloads and the generated keys. */
  abstract readonly dataDir: string;
  /** `sqlite:<absolute path>` or `mysql://user:password@host:port/name`. Holds a password: never print it. */
  abstract readonly databaseUrl: string;
  abstract readonly onetSource: {
    /** `latest`, `api` (O*NET Web Services), `sample`, the path of a folder or zip file, or the URL of a zip file, which may hold a token. */
    readonly location: string;
    /** Name for a release whose files do not tell it. */
    readonly releaseName: string | null;
  };
  /** Absolute path of the folder with ESCO_to_ONET-SOC.csv; null: codes of ESCO and ISCO-08 are not known. */
  abstract readonly crosswalkFolder: string | null;
  /** Where the official releases lie, or a mirror of them; ends with a slash. */
  abstract readonly downloadBaseUrl: string;
  /** O*NET Web Services; without credentials nothing is ever asked there. */
  abstract readonly webServices: {
    readonly version: WebServicesVersion;
    /** Ends with a slash. */
    readonly baseUrl: string;
    readonly credentials: WebServicesCredentials | null;
  };
  /** Null: made at the first start and kept in the data folder. Secrets: never print those that were given. */
  abstract readonly apiKey: string | null;
  abstract readonly adminApiKey: string | null;
  /** The scopes of API_KEY. */
  abstract readonly apiKeyScopes: readonly KeyScope[];
  abstract readonly llm: LlmConfig;
  /** Others work with it (`NODE_ENV=production`): nothing that is for trying out is shown to them. */
  abstract readonly isProduction: boolean;
  /** How many published releases are kept, the current one included. */
  abstract readonly releasesKept: number;
  abstract readonly refresh: RefreshConfig;
  /** Whether endpoints of the scope read are answered without a key. */
  abstract readonly publicRead: boolean;
  abstract readonly rateLimits: RateLimits;
  abstract readonly http: HttpConfig;
  abstract readonly metrics: MetricsAccess;
  abstract readonly logLevel: LogLevel;
  /** Null: text on a terminal, JSON elsewhere. */
  abstract readonly logFormat: LogFormat | null;
}
