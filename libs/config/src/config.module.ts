import { Global, Module } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { AppConfig } from './app-config';
import { parseEnvironment } from './parse-environment';

let loaded: Readonly<AppConfig> | undefined;

/**
 * The configuration of this process, read once, from its environment and a `.env` file (the former wins); for what has to
 * be set up before the application is.
 * @throws ConfigurationError with every problem at once
 */
export function loadConfig(): Readonly<AppConfig> {
  // The decorator below has put the file's variables into the environment by now.
  return (loaded ??= parseEnvironment(process.env));
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
