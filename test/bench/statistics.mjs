/** The middle of some figures. */
export function median(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A row of a Markdown table: the name, then median, minimum and maximum. */
export function figureRow(name, figures, unit, digits = 2) {
  const shown = [median(figures), Math.min(...figures), Math.max(...figures)].map((figure) => figure.toFixed(digits));
  return `| ${name} | ${shown[0]} ${unit} | ${shown[1]} | ${shown[2]} |`;
}

/** A row with the ratios of two series, round by round. */
export function ratioRow(name, above, below) {
  const ratios = above.map((figure, round) => figure / below[round]);
  const shown = [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((figure) => figure.toFixed(2));
  return `| ${name} | ${shown.join(' | ')} |`;
}

export const TABLE_HEAD = ['| measured | median | minimum | maximum |', '|---|---|---|---|'];
