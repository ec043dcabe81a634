import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RunsModule } from '@app/runs';
import { ReleaseMakers } from './release-makers';
import { Release } from './release.entity';
import { ReleasesService } from './releases.service';

@Module({
  imports: [TypeOrmModule.forFeature([Release]), RunsModule],
  providers: [ReleasesService, ReleaseMakers],
  exports: [ReleasesService],
})
export class ReleasesModule {}
