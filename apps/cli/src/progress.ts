import type { ProgressListener } from '@app/runs';
import { Presets, SingleBar } from 'cli-progress';

/** Shows a run's progress on standard error: a bar on a terminal, else one plain line for each stage. */
export class ProgressDisplay {
  private stage = '';
  private bar: SingleBar | null = null;

  readonly listener: ProgressListener = ({ stage, done, total }) => {
    if (stage !== this.stage) this.begin(stage, total);
    this.bar?.setTotal(Math.max(total ?? 0, done));
    this.bar?.update(done, { rows: done > 0 ? `${done} rows` : '' });
  };

  /** Leaves the terminal as a new line. */
  end(): void {
    this.bar?.stop();
    this.bar = null;
  }

  private begin(stage: string, total: number | null): void {
    this.end();
    this.stage = stage;
    if (!process.stderr.isTTY) {
      process.stderr.write(`${stage}\n`);
      return;
    }
    const format = total === null ? '{stage} {rows}' : '{stage} [{bar}] {percentage} %  {value}/{total} rows';
    this.bar = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.rect);
    this.bar.start(total ?? 0, 0, { stage: stage.padEnd(36), rows: '' });
  }
}
