export {
  AppConfig,
  type HttpConfig,
  type KeyScope,
  type LlmConfig,
  type LlmProviderName,
  type LogFormat,
  type LogLevel,
  type RateLimits,
  type RefreshConfig,
  type WebServicesCredentials,
  type WebServicesVersion,
} from './app-config';
export { ConfigModule, loadConfig } from './config.module';
export { ConfigurationError } from './config.errors';
export { ESCO_CROSSWALK } from './crosswalk-folder';
export { givenKeyProblems } from './given-key';
export type { LlmThinking } from './llm-thinking';
export { parseDatabaseUrl, type DatabaseLocation, type FileLocation, type ServerLocation } from './database-url';
export { CONFIGURATION_VARIABLES, parseEnvironment } from './parse-environment';
export { downloadUrlProblem, isLoopbackHost, isUrl } from './download-url';
