import { Global, Module } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { AppConfig } from './app-config';
import { parseEnvironment } from './parse-environment';

/** Gives everyone the one frozen AppConfig, read from the process environment and a `.env` file (the former wins). */
@Global()
@Module({
  imports: [NestConfigModule.forRoot({ load: [() => ({ app: parseEnvironment(process.env) })] })],
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
