import { DomainError, type NextStep } from '@app/onet';

/** An error as the command line tells it: the fault, and the command to type next. */
export function describeError(error: DomainError): string {
  return error.nextStep ? `${error.message} ${describeNextStep(error.nextStep)}` : error.message;
}

export function describeNextStep(step: NextStep): string {
  switch (step.action) {
    case 'show-key':
      return 'with its request.';
    case 'search':
      return step.texts.length > 0
        ? `Search with: ${step.texts.map((text) => `occupations ${quoted(text)}`).join(', or ')}`
        : 'Search by title with: occupations <words of a title>';
    case 'load-release':
      return 'Run the command "refresh".';
    case 'analyse':
      return 'Compare it by ratings that are estimated from related occupations with: gap --analysis <from> <to>; rankings, paths and cohorts take --estimates on';
    case 'load-part':
      return 'Run the command "refresh" on a source that has them.';
    case 'list-releases':
      return 'List them with: releases';
    case 'assess':
      return `Have them assessed with: assess ${step.codes.join(' ')}`;
  }
}

/** As a shell takes it for one text. */
function quoted(text: string): string {
  return /^[\p{L}\p{N} .-]*$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
