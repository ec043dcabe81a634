export {
  AppConfig,
  type KeyScope,
  type LlmConfig,
  type LlmProviderName,
  type LogLevel,
  type WebServicesCredentials,
  type WebServicesVersion,
} from './app-config';
export { ConfigModule } from './config.module';
export { ConfigurationError } from './config.errors';
export { parseEnvironment } from './parse-environment';
export { downloadUrlProblem, isLoopbackHost, isUrl } from './download-url';
