import { missingTexts } from './missing-texts';

const NOW = new Date('2026-11-24T09:00:00Z');
const LATER = new Date('2026-11-24T09:00:01Z');

it('asks for texts that were never asked for, and for those that were left open once the wait is over', () => {
  const stored = [
    // Its text is there, or the model left it out.
    { elementId: '2.A.1.a', retryAt: null },
    { elementId: '2.A.1.b', retryAt: LATER },
    { elementId: '2.B.1.a', retryAt: NOW },
    { elementId: '2.B.9.z', retryAt: NOW },
  ];
  expect(missingTexts(['2.A.1.a', '2.A.1.b', '2.B.1.a', '2.B.1.b'], stored, NOW)).toEqual(['2.B.1.a', '2.B.1.b']);
});
