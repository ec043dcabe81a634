import { Module } from '@nestjs/common';
import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { OccupationsModule } from '@app/occupations';
import { RunsModule } from '@app/runs';
import { SkillGapModule } from '@app/skill-gap';
import { SkillsModule } from '@app/skills';
import { TransformModule } from '@app/transform';

@Module({
  imports: [ConfigModule, DatabaseModule, RunsModule, TransformModule, OccupationsModule, SkillsModule, SkillGapModule],
})
export class CliModule {}
