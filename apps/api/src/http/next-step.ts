import type { NextStep } from '@app/onet';

/** The next step of a client, as a sentence that names endpoints. */
export function describeNextStep(step: NextStep): string {
  switch (step.action) {
    case 'show-key':
      return 'in the header X-API-Key (or Authorization: Bearer).';
    case 'search':
      return step.texts.length > 0
        ? `Search with ${step.texts.map(searchFor).join(' and ')}.`
        : `Search by title with ${searchFor('')}.`;
    case 'load-release':
      return 'Whoever runs the service loads one with the command "refresh"; /health/ready tells when it is there.';
    case 'analyse':
      return '/api/v1/gap-analysis compares it by ratings that are estimated from related occupations, and says how far to trust them; rankings and paths take it with estimates=on.';
    case 'load-part':
      return 'Whoever runs the service loads it with these files; /api/v1/releases lists what each release has.';
    case 'list-releases':
      return '/api/v1/releases tells of each what it has.';
    case 'assess':
      return (
        `/api/v1/skill-gap-llm assesses them; so do /api/v1/admin/assessments?codes=${step.codes.join(',')} and the command ` +
        `"assess ${step.codes.join(' ')}".`
      );
  }
}

function searchFor(text: string): string {
  return `/api/v1/occupations?search=${encodeURIComponent(text)}`;
}
