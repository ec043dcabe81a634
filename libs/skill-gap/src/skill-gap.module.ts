import { Module } from '@nestjs/common';
import { SkillsModule } from '@app/skills';
import { SkillGapController } from './plain/skill-gap.controller';
import { SkillGapService } from './plain/skill-gap.service';

@Module({
  imports: [SkillsModule],
  controllers: [SkillGapController],
  providers: [SkillGapService],
  exports: [SkillGapService],
})
export class SkillGapModule {}
