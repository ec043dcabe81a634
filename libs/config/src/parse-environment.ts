import { join, resolve } from 'node:path';
import { z } from 'zod';
import { installation, resolvePaths } from '@app/installation';
import { releaseNameProblem } from '@app/onet';
import type { AppConfig, KeyScope, WebServicesVersion } from './app-config';
import { ConfigurationError } from './config.errors';
import { crosswalkFolderProblem } from './crosswalk-folder';
import { databaseUrlProblem } from './database-url';
import { downloadUrlProblem, isUrl } from './download-url';
import { givenKeyProblems } from './given-key';
import { llmConfigOf, llmProblem, LLM_VARIABLES } from './llm-environment';
import { operationConfigOf, OPERATION_VARIABLES } from './operation-environment';
import { CREDENTIAL_VARIABLES, credentialsOf, credentialsProblem, type Credentials } from './web-services-credentials';
import { wholeNumber } from './whole-number';

/** Holds the text releases as `db_31_0_text.zip`. */
const OFFICIAL_SITE = 'https://www.onetcenter.org/dl_files/database/';
const WEB_SERVICES: Readonly<Record<WebServicesVersion, string>> = {
  '2': 'https://api-v2.onetcenter.org/',
  '1.9': 'https://services.onetcenter.org/v1.9/ws/',
};
const HEADER_TEXT = /^[\x21-\x7e]*$/;

const key = z
  .string()
  .superRefine((text, context) => {
    for (const message of givenKeyProblems(text)) context.addIssue({ code: 'custom', message });
  })
  .optional();

const environment = z
  .object({
    HOST: z.string().default('0.0.0.0'),
    PORT: wholeNumber(0, 65_535).default(3000),
    DATA_DIR: z.string().default(join(installation.folder, 'data')),
    DATABASE_URL: z.string().optional().superRefine(checkDatabaseUrl),
    ONET_SOURCE: z.string().default('latest').superRefine(checkSource),
    ONET_DOWNLOAD_BASE_URL: z.string().default(OFFICIAL_SITE).superRefine(checkDownloadUrl),
    ONET_RELEASE: z.string().superRefine(checkReleaseName).optional(),
    ONET_CROSSWALKS: z.string().superRefine(checkCrosswalks).optional(),
    ONET_API_VERSION: z.enum(['2', '1.9'], 'must be 2 or 1.9').default('2'),
    ONET_API_BASE_URL: z
      .string()
      .superRefine(checkDownloadUrl)
      .regex(/^[^?#]*$/, 'must end with a path; what follows ? or # would end up in logs')
      .optional(),
    ONET_API_KEY: z.string().regex(HEADER_TEXT, 'must be the key as O*NET shows it, without blanks').optional(),
    ONET_USERNAME: z
      .string()
      .regex(/^[^:]*$/, 'must not contain a colon')
      .optional(),
    ONET_PASSWORD: z.string().optional(),
    API_KEY: key,
    ADMIN_API_KEY: key,
    API_KEY_SCOPES: z
      .string()
      .regex(/^\s*(read|llm)(\s*,\s*(read|llm))*\s*$/, 'must be read, or read,llm')
      .default('read')
      .transform((text) => text.split(',').map((scope) => scope.trim() as KeyScope)),
    ...LLM_VARIABLES,
    ...OPERATION_VARIABLES,
    RELEASES_KEPT: wholeNumber(1, 100).default(4),
    LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug'], 'must be one of error, warn, info, debug').default('info'),
  })
  .refine((env) => env.API_KEY === undefined || env.API_KEY !== env.ADMIN_API_KEY, {
    path: ['ADMIN_API_KEY'],
    message: 'must differ from API_KEY, or every reader is an administrator',
    when: areSound('API_KEY', 'ADMIN_API_KEY'),
  })
  .refine((env) => credentialsProblem(env) === null, {
    path: ['ONET_API_VERSION'],
    error: ({ input }) => credentialsProblem(input as Credentials) ?? '',
    when: areSound(...CREDENTIAL_VARIABLES),
  })
  .refine((env) => env.ONET_SOURCE !== 'api' || credentialsOf(env) !== null, {
    path: ['ONET_SOURCE'],
    message: 'is api, which needs ONET_API_KEY (or, with ONET_API_VERSION=1.9, ONET_USERNAME and ONET_PASSWORD)',
    when: areSound('ONET_SOURCE', ...CREDENTIAL_VARIABLES),
  })
  .superRefine(
    (env, context) => {
      const problem = llmProblem(env);
      if (problem) context.addIssue({ code: 'custom', ...problem });
    },
    { when: areSound(...Object.keys(LLM_VARIABLES)) },
  );

/** The names of all variables that configure the service. */
export const CONFIGURATION_VARIABLES: readonly string[] = Object.keys(environment.shape);

/**
 * The configuration that the environment asks for, with defaults for everything. An empty variable counts as unset.
 * Relative paths are those of the working directory.
 * @throws ConfigurationError with every problem at once
 */
export function parseEnvironment(variables: NodeJS.ProcessEnv): Readonly<AppConfig> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const env = parsed.data;
  const dataDir = resolve(env.DATA_DIR);
  return Object.freeze({
    host: env.HOST,
    port: env.PORT,
    dataDir,
    databaseUrl: absoluteDatabaseUrl(env.DATABASE_URL) ?? `sqlite:${join(dataDir, 'skill-gap.sqlite')}`,
    onetSource: Object.freeze({
      location: env.ONET_SOURCE,
      releaseName: env.ONET_RELEASE ?? null,
    }),
    crosswalkFolder: env.ONET_CROSSWALKS === undefined ? null : resolve(env.ONET_CROSSWALKS),
    downloadBaseUrl: env.ONET_DOWNLOAD_BASE_URL.replace(/\/*$/, '/'),
    webServices: Object.freeze({
      version: env.ONET_API_VERSION,
      baseUrl: (env.ONET_API_BASE_URL ?? WEB_SERVICES[env.ONET_API_VERSION]).replace(/\/*$/, '/'),
      credentials: credentialsOf(env),
    }),
    apiKey: env.API_KEY ?? null,
    adminApiKey: env.ADMIN_API_KEY ?? null,
    apiKeyScopes: Object.freeze([...new Set(env.API_KEY_SCOPES)]),
    llm: llmConfigOf(env),
    isProduction: env.NODE_ENV === 'production',
    releasesKept: env.RELEASES_KEPT,
    ...operationConfigOf(env),
    logLevel: env.LOG_LEVEL,
  });
}

function absoluteDatabaseUrl(url: string | undefined): string | undefined {
  return resolvePaths({ DATABASE_URL: url }, process.cwd()).DATABASE_URL;
}

/**
 * Has variables held against each other only where nothing is wrong with any of them, since what is would be complained
 * of twice; but whatever is wrong with others, so that all problems come together.
 */
function areSound(...names: readonly string[]) {
  return ({ issues }: z.core.ParsePayload): boolean =>
    !issues.some(({ path }) => path?.some((name) => names.includes(String(name))));
}

function checkReleaseName(name: string, context: z.RefinementCtx): void {
  const message = releaseNameProblem(name);
  if (message !== null) context.addIssue({ code: 'custom', message });
}

function checkSource(location: string, context: z.RefinementCtx): void {
  if (isUrl(location)) checkDownloadUrl(location, context);
}

function checkCrosswalks(folder: string, context: z.RefinementCtx): void {
  const problem = crosswalkFolderProblem(resolve(folder));
  if (problem) context.addIssue({ code: 'custom', message: problem });
}

function checkDownloadUrl(url: string, context: z.RefinementCtx): void {
  const problem = downloadUrlProblem(url);
  if (problem) context.addIssue({ code: 'custom', message: problem });
}

function checkDatabaseUrl(url: string | undefined, context: z.RefinementCtx): void {
  const problem = url === undefined ? null : databaseUrlProblem(url);
  if (problem) context.addIssue({ code: 'custom', message: problem });
}
