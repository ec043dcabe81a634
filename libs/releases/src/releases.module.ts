import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RunsModule } from '@app/runs';
import { ReleaseMakers } from './release-makers';
import { Release } from './release.entity';
import { ReleasesController } from './releases.controller';
import { ReleasesService } from './releases.service';

@Module({
  imports: [TypeOrmModule.forFeature([Release]), RunsModule],
  controllers: [ReleasesController],
  providers: [ReleasesService, ReleaseMakers],
  exports: [ReleasesService],
})
export class ReleasesModule {}
