import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RunsModule } from '@app/runs';
import { CarriedParts } from './packs/carried-parts.service';
import { ReleasePack } from './packs/release-pack.entity';
import { ReleasePacks } from './packs/release-packs.service';
import { PinnedReleases } from './pinned-releases.service';
import { Publication } from './publication.service';
import { ReleaseMakers } from './release-makers';
import { ReleaseParts } from './release-parts.service';
import { Release } from './release.entity';
import { ReleasesController } from './releases.controller';
import { ReleasesService } from './releases.service';
import { ServedRelease } from './served-release.service';

@Module({
  imports: [TypeOrmModule.forFeature([Release, ReleasePack]), RunsModule],
  controllers: [ReleasesController],
  providers: [
    ReleasesService,
    ReleaseMakers,
    ReleaseParts,
    ServedRelease,
    PinnedReleases,
    Publication,
    ReleasePacks,
    CarriedParts,
  ],
  exports: [ReleasesService, ReleaseParts, ServedRelease, PinnedReleases, Publication, CarriedParts],
})
export class ReleasesModule {}
