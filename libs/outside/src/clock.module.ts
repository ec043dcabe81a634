import { Module } from '@nestjs/common';
import { Clock, systemClock } from './clock';

/** Gives services the clock of this machine. */
@Module({ providers: [{ provide: Clock, useValue: systemClock }], exports: [Clock] })
export class ClockModule {}
