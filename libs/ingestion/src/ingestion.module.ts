import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RunsModule } from '@app/runs';
import { IngestionService } from './ingestion.service';
import { LANDING_ENTITIES } from './landing-tables';

@Module({
  imports: [RunsModule, TypeOrmModule.forFeature(Object.values(LANDING_ENTITIES))],
  providers: [IngestionService],
  exports: [IngestionService],
})
export class IngestionModule {}
