export { AppConfig, type LogLevel } from './app-config';
export { ConfigModule } from './config.module';
export { ConfigurationError } from './config.errors';
export { parseEnvironment } from './parse-environment';
export { downloadUrlProblem, isLoopbackHost, isUrl } from './download-url';
