import { terminalText, writeText } from '@app/onet';
import { Presets, SingleBar } from 'cli-progress';
import type { ProgressListener, RunProgress } from './run-progress';

const MEGABYTE = 1e6;

/** Shows a run's progress on standard error: a bar on a terminal, else one plain line for each stage. */
export class ProgressDisplay {
  private stage = '';
  private bar: SingleBar | null = null;
  private readonly quiet: boolean;

  /** Quiet: nothing but the bar, which a program that reads standard error never meets. */
  constructor({ quiet = false }: { quiet?: boolean } = {}) {
    this.quiet = quiet;
  }

  readonly listener: ProgressListener = (progress) => {
    if (progress.stage !== this.stage) this.begin(progress);
    const { done, total } = progress;
    this.bar?.setTotal(Math.max(total ?? 0, done));
    this.bar?.update(done, { amount: amountOf(progress) });
  };

  /** Leaves the terminal as a new line. */
  end(): void {
    this.bar?.stop();
    this.bar = null;
  }

  private begin({ stage, total }: RunProgress): void {
    this.end();
    this.stage = stage;
    if (!process.stderr.isTTY) {
      if (!this.quiet) writeText(process.stderr, `${stage}\n`);
      return;
    }
    const format = total === null ? '{stage} {amount}' : '{stage} [{bar}] {percentage} %  {amount}';
    this.bar = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.rect);
    this.bar.start(total ?? 0, 0, { stage: terminalText(stage).padEnd(36), amount: '' });
  }
}

function amountOf({ done, total, unit }: RunProgress): string {
  if (done === 0) return '';
  const scale = unit === 'bytes' ? (n: number) => (n / MEGABYTE).toFixed(1) : String;
  const whole = total === null ? '' : `/${scale(total)}`;
  return `${scale(done)}${whole} ${unit === 'bytes' ? 'MB' : (unit ?? 'rows')}`;
}
