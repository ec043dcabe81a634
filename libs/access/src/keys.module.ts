import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKey } from './api-key.entity';
import { ApiKeyRecords } from './api-key-records.service';

/** The keys in the database, for those who manage them; it neither guards anything nor makes the first keys. */
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey])],
  providers: [ApiKeyRecords],
  exports: [ApiKeyRecords],
})
export class KeysModule {}
