import { Global, Module } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { AppConfig } from './app-config';
import { parseEnvironment } from './parse-environment';

/**
 * The configuration as the environment of this process and a `.env` file have it (the former wins); for what has to be set
 * up before the application is.
 * @throws ConfigurationError with every problem at once
 */
export function loadConfig(): Readonly<AppConfig> {
  // The decorator below has put the file's variables into the environment by now.
  return parseEnvironment(process.env);
}

/** Gives everyone the one frozen AppConfig. */
@Global()
@Module({
  imports: [NestConfigModule.forRoot({ load: [() => ({ app: loadConfig() })] })],
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
