import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlternateTitle } from './alternate-title.entity';
import { ReleasesModule } from '@app/releases';
import { DirectoryPart } from './directory/directory-part';
import { JobZone } from './job-zone.entity';
import { Occupation } from './occupation.entity';
import { OccupationsController } from './occupations.controller';
import { OccupationsService } from './occupations.service';

@Module({
  imports: [TypeOrmModule.forFeature([Occupation, AlternateTitle, JobZone]), ReleasesModule],
  controllers: [OccupationsController],
  providers: [OccupationsService, DirectoryPart],
  exports: [OccupationsService],
})
export class OccupationsModule {}
