import { useState } from 'preact/hooks';
import { useMedia } from '../frame/use-media';
import { numbers, texts } from '../texts';
import { narrow, placesOnMap, wide, xOf, yOf, type Frame, type Places, type Point, type Zone } from './map-places';
import { follow, type LinkTo } from './occupation-link';
import type { Ranked } from './sorting';

interface MapProps {
  readonly rows: readonly Ranked[];
  readonly ownZone: number | null;
  readonly linkTo: LinkTo;
}

/** Coverage to the right, similarity to the top, the job zone by shape. Each point is a link; the table says the same. */
export function OccupationMap({ rows, ownZone, linkTo }: MapProps) {
  const [pointed, point] = useState<Ranked | null>(null);
  // Drawn anew for a small screen: shrunk, marks and words would be too small to touch and to read.
  const frame = useMedia('(width < 40rem)') ? narrow : wide;
  const places = placesOnMap(rows, ownZone, frame);
  return (
    <figure class="map">
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="group" aria-label={texts.map.label}>
        <Axes places={places} frame={frame} />
        {places.points.map((each) => (
          <MapPoint key={each.row.code} point={each} linkTo={linkTo} onPoint={point} />
        ))}
      </svg>
      <p class="pointed" aria-hidden="true">
        {pointed === null ? texts.map.hint : texts.map.point(pointed)}
      </p>
      <figcaption>
        {(['higher', 'same', 'lower', 'unknown'] as const)
          .filter((zone) => places.points.some((each) => each.zone === zone))
          .map((zone) => (
            <span key={zone}>
              <svg class="map-key" viewBox="-10 -10 20 20" aria-hidden="true">
                <path class={`shape ${zone}`} d={shapes[zone]} />
              </svg>
              {texts.map.zones[zone]}
            </span>
          ))}
      </figcaption>
    </figure>
  );
}

const shapes: Record<Zone, string> = {
  higher: 'M0 -8L7.5 6H-7.5Z',
  same: 'M-6 0A6 6 0 1 1 6 0A6 6 0 1 1 -6 0Z',
  lower: 'M0 8L7.5 -6H-7.5Z',
  unknown: 'M-5.5 -5.5H5.5V5.5H-5.5Z',
};

interface PointProps {
  readonly point: Point;
  readonly linkTo: LinkTo;
  readonly onPoint: (row: Ranked | null) => void;
}

function MapPoint({ point: { row, x, y, zone }, linkTo, onPoint }: PointProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <a
        href={linkTo.href(row.code)}
        aria-label={texts.map.point(row)}
        onClick={(event) => follow(event, row.code, linkTo)}
        onFocus={() => onPoint(row)}
        onBlur={() => onPoint(null)}
        onPointerEnter={() => onPoint(row)}
        onPointerLeave={() => onPoint(null)}
      >
        <circle class="hit" r="13" />
        <path class={`shape ${zone}`} d={shapes[zone]} />
      </a>
    </g>
  );
}

function Axes({ places, frame }: { readonly places: Places; readonly frame: Frame }) {
  const [bottom, right] = [frame.height - frame.bottom, frame.width - frame.right];
  return (
    <g class="axes" aria-hidden="true">
      {places.coverage.ticks.map((tick) => (
        <g key={tick} transform={`translate(${xOf(tick, places.coverage, frame)} 0)`}>
          <line y1={frame.top} y2={bottom} />
          <text y={bottom + 16} text-anchor="middle">
            {numbers.percent(tick)}
          </text>
        </g>
      ))}
      {places.similarity.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${yOf(tick, places.similarity, frame)})`}>
          <line x1={frame.left} x2={right} />
          <text x={frame.left - 8} y="4" text-anchor="end">
            {numbers.share(tick)}
          </text>
        </g>
      ))}
      <text x={(frame.left + right) / 2} y={frame.height - 6} text-anchor="middle">
        {texts.map.coverage}
      </text>
      <text transform={`translate(12 ${(frame.top + bottom) / 2}) rotate(-90)`} text-anchor="middle">
        {texts.map.similarity}
      </text>
    </g>
  );
}
