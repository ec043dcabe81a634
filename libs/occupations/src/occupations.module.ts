import { Module, type Provider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { AlternateTitle } from './alternate-title.entity';
import { ReleasesModule } from '@app/releases';
import { DirectoryPart } from './directory/directory-part';
import { JobZoneReference } from './job-zone-reference.entity';
import { JobZonesPart } from './job-zones-part';
import { JobZone } from './job-zone.entity';
import { Occupation } from './occupation.entity';
import { OccupationsController } from './occupations.controller';
import { OccupationsService } from './occupations.service';
import { RelatedOccupation } from './related/related-occupation.entity';
import { RelatedPart } from './related/related-part';
import { ReportedTitle } from './reported-title.entity';
import { AskedOccupations } from './asked/asked-occupations.service';
import { loadOtherCodes } from './taxonomy/load-other-codes';
import { OtherCodes } from './taxonomy/other-codes';
import { TitlesController } from './titles/titles.controller';
import { TitlesPart } from './titles/titles-part';
import { TitlesService } from './titles/titles.service';

const ENTITIES = [Occupation, AlternateTitle, ReportedTitle, JobZone, JobZoneReference, RelatedOccupation];

const OTHER_CODES: Provider = { provide: OtherCodes, inject: [AppConfig], useFactory: loadOtherCodes };

@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), ReleasesModule],
  controllers: [OccupationsController, TitlesController],
  providers: [
    OccupationsService,
    AskedOccupations,
    TitlesService,
    DirectoryPart,
    JobZonesPart,
    RelatedPart,
    TitlesPart,
    OTHER_CODES,
  ],
  exports: [OccupationsService, AskedOccupations],
})
export class OccupationsModule {}
