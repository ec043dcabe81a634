import { useState } from 'preact/hooks';
import { numbers, texts } from '../texts';
import { mostSimilarFirst, pressed, sorted, type Column, type Ranked } from './sorting';
import { OccupationLink, type LinkTo } from './occupation-link';

interface TableProps {
  readonly caption: string;
  readonly rows: readonly Ranked[];
  readonly linkTo: LinkTo;
}

const columns: readonly Column[] = ['title', 'similarity', 'coverage', 'real_gaps', 'job_zone'];

/** The ranking as a table that sorts by its heads: all that the map shows, and more. */
export function RankedTable({ caption, rows, linkTo }: TableProps) {
  const [sorting, sort] = useState(mostSimilarFirst);
  return (
    <div class="table-wrap" role="region" aria-label={caption} tabIndex={0}>
      <table class="ranked">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={sorting.column !== column ? 'none' : sorting.descending ? 'descending' : 'ascending'}
              >
                <button type="button" onClick={() => sort(pressed(sorting, column))}>
                  {texts.ranked.columns[column]}
                  <span aria-hidden="true">{sorting.column !== column ? '' : sorting.descending ? ' ▼' : ' ▲'}</span>
                </button>
              </th>
            ))}
            <th scope="col">{texts.ranked.topGaps}</th>
          </tr>
        </thead>
        <tbody>
          {sorted(rows, sorting).map((row) => (
            <RankedRow key={row.code} row={row} linkTo={linkTo} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RankedRow({ row, linkTo }: { readonly row: Ranked; readonly linkTo: LinkTo }) {
  return (
    <tr>
      <th scope="row">
        <OccupationLink code={row.code} linkTo={linkTo}>
          {row.title}
        </OccupationLink>
        {row.basis === 'estimated' && <span class="mark">{texts.choose.estimated}</span>}
        {row.related_tier !== null && <small>{texts.ranked.tier(row.related_tier)}</small>}
      </th>
      <td data-label={texts.ranked.columns.similarity}>
        {row.percentile === null ? numbers.share(row.similarity) : texts.ranked.percentile(row.percentile)}
        {row.band !== null && <small>{texts.bands[row.band]}</small>}
      </td>
      <td data-label={texts.ranked.columns.coverage}>
        {row.coverage === null ? texts.unknown : numbers.percent(row.coverage)}
      </td>
      <td data-label={texts.ranked.columns.real_gaps}>{numbers.whole(row.real_gaps)}</td>
      <td data-label={texts.ranked.columns.job_zone}>{row.job_zone ?? texts.unknown}</td>
      <td data-label={texts.ranked.topGaps}>{row.top_gaps.join(', ') || texts.ranked.noGaps}</td>
    </tr>
  );
}
