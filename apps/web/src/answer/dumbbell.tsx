import { drawing, highestLevel, placeOf, placesOf } from './dumbbell-scale';

interface DumbbellProps {
  readonly have: number;
  readonly need: number;
  readonly halfWidth: number | null;
}

const levels = Array.from({ length: highestLevel + 1 }, (_, level) => level);

/** Both levels on the scale, and how far raters disagree. The same stands beside it in figures: readers skip it. */
export function Dumbbell({ have, need, halfWidth }: DumbbellProps) {
  const places = placesOf(have, need, halfWidth);
  const middle = drawing.height / 2;
  return (
    <svg class="dumbbell" viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden="true" focusable="false">
      <line class="scale" x1={placeOf(0)} x2={placeOf(highestLevel)} y1={middle} y2={middle} />
      {levels.map((level) => (
        <line class="tick" key={level} x1={placeOf(level)} x2={placeOf(level)} y1={middle - 4} y2={middle + 4} />
      ))}
      <line class="step" x1={places.have} x2={places.need} y1={middle} y2={middle} />
      {places.error && (
        <g class="error">
          <line x1={places.error.left} x2={places.error.right} y1={middle} y2={middle} />
          <line x1={places.error.left} x2={places.error.left} y1={middle - 7} y2={middle + 7} />
          <line x1={places.error.right} x2={places.error.right} y1={middle - 7} y2={middle + 7} />
        </g>
      )}
      <circle class="have" cx={places.have} cy={middle} r="5" />
      <path class="need" d={diamond(places.need, middle)} />
    </svg>
  );
}

function diamond(x: number, y: number): string {
  return `M${x - 6} ${y}L${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}Z`;
}
