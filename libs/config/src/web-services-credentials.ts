import type { WebServicesCredentials, WebServicesVersion } from './app-config';

/** How to sign in to O*NET Web Services, as the environment says it. */
export interface Credentials {
  readonly ONET_API_VERSION: WebServicesVersion;
  readonly ONET_API_KEY?: string;
  readonly ONET_USERNAME?: string;
  readonly ONET_PASSWORD?: string;
}

export const CREDENTIAL_VARIABLES = ['ONET_API_VERSION', 'ONET_API_KEY', 'ONET_USERNAME', 'ONET_PASSWORD'];

export function credentialsOf(env: Credentials): WebServicesCredentials | null {
  const { ONET_API_KEY: apiKey, ONET_USERNAME: username, ONET_PASSWORD: password } = env;
  if (env.ONET_API_VERSION === '2') return apiKey === undefined ? null : Object.freeze({ apiKey });
  return username === undefined || password === undefined ? null : Object.freeze({ username, password });
}

/** Credentials that would silently not be used are a mistake, as are half ones. */
export function credentialsProblem(env: Credentials): string | null {
  const { ONET_API_KEY: apiKey, ONET_USERNAME: username, ONET_PASSWORD: password } = env;
  if (credentialsOf(env) !== null || (apiKey ?? username ?? password) === undefined) return null;
  return env.ONET_API_VERSION === '2'
    ? 'is 2, which takes ONET_API_KEY; ONET_USERNAME and ONET_PASSWORD are for version 1.9'
    : 'is 1.9, which takes both ONET_USERNAME and ONET_PASSWORD; ONET_API_KEY is for version 2';
}
