import { numbers, texts } from '../texts';
import { phraseOf, type Gap, type Other } from './analysis';
import { Dumbbell } from './dumbbell';

interface RowProps {
  readonly row: Gap | Other;
  readonly description: string | null;
  readonly haveLabel: string;
}

/** One element: its name, what it is, both levels drawn and in figures, and what they mean. */
export function GapRow({ row, description, haveLabel }: RowProps) {
  const phrase = phraseOf(row.words);
  const flags = texts.gap.flags(row.flags);
  return (
    <li class="gap">
      <div class="gap-name">
        <h4>{row.name}</h4>
        {description && <p>{description}</p>}
      </div>
      <div class="gap-levels">
        <Dumbbell have={row.from_level} need={row.to_level} halfWidth={row.half_width} />
        <p class="gap-figures">
          <span class="figure">
            <i class="key-have" aria-hidden="true" /> {haveLabel} <strong>{numbers.level(row.from_level)}</strong>
          </span>
          <span aria-hidden="true">→</span>
          <span class="figure">
            <i class="key-need" aria-hidden="true" /> {texts.gap.needs} <strong>{numbers.level(row.to_level)}</strong>
          </span>
          <span class="figure">{texts.gap.difference(row.difference, row.half_width)}</span>
          {'contribution' in row && <span class="figure">{texts.gap.contribution(row.contribution)}</span>}
        </p>
      </div>
      {(phrase !== null || flags !== '') && (
        <p class="gap-words">
          {phrase} {flags !== '' && <em>{flags}</em>}
        </p>
      )}
    </li>
  );
}
