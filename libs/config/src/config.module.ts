import { Global, Module } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { takeVariablesFromFile } from '@app/installation';
import { AppConfig } from './app-config';
import { ConfigurationError } from './config.errors';
import { parseEnvironment } from './parse-environment';

/**
 * The configuration as the environment of this process and the file `.env` of the installation have it (the former wins);
 * for what has to be set up before the application is.
 * @throws ConfigurationError with every problem at once
 */
export function loadConfig(): Readonly<AppConfig> {
  const problem = takeVariablesFromFile();
  if (problem !== null) throw new ConfigurationError([problem]);
  return parseEnvironment(process.env);
}

/** Gives everyone the one frozen AppConfig. */
@Global()
@Module({
  imports: [NestConfigModule.forRoot({ ignoreEnvFile: true, load: [() => ({ app: loadConfig() })] })],
  providers: [
    {
      provide: AppConfig,
      inject: [ConfigService],
      useFactory: (service: ConfigService): AppConfig => service.getOrThrow<AppConfig>('app'),
    },
  ],
  exports: [AppConfig],
})
export class ConfigModule {}
