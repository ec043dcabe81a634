export { Release, type ReleaseStatus } from './release.entity';
export { ReleasesModule } from './releases.module';
export { ReleasesService } from './releases.service';
