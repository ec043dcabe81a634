import { drawing, placeOf, placesOf } from './dumbbell-scale';

describe('drawing of a gap', () => {
  it('goes from level 0 to level 7, with room for the marks at both ends', () => {
    expect(placeOf(0)).toBe(drawing.margin);
    expect(placeOf(7)).toBe(drawing.width - drawing.margin);
    expect(placeOf(3.5)).toBe(drawing.width / 2);
  });

  it('keeps an error that reaches beyond the scale inside', () => {
    expect(placesOf(0, 0.5, 1).error?.left).toBe(drawing.margin);
    expect(placesOf(6, 7, 1).error?.right).toBe(drawing.width - drawing.margin);
  });

  it('has the error reach the level that is there exactly where the gap is within noise', () => {
    const noise = placesOf(3, 3.34, 0.3465);
    const real = placesOf(3, 3.35, 0.3465);
    expect(noise.error?.left).toBeLessThan(noise.have);
    expect(real.error?.left).toBeGreaterThan(real.have);
  });

  it('has no error where none is published', () => {
    expect(placesOf(2, 4, null).error).toBeNull();
  });
});
