import type { ComponentChildren } from 'preact';

/** Where a choice of the target leads: an address, which opens in this page without loading it again. */
export interface LinkTo {
  readonly href: (code: string) => string;
  readonly go: (code: string) => void;
}

interface LinkProps {
  readonly code: string;
  readonly linkTo: LinkTo;
  readonly children: ComponentChildren;
}

export function OccupationLink({ code, linkTo, children }: LinkProps) {
  return (
    <a href={linkTo.href(code)} onClick={(event) => follow(event, code, linkTo)}>
      {children}
    </a>
  );
}

/** A plain click stays in the page; one that asks for another tab or window gets it. */
export function follow(event: MouseEvent, code: string, linkTo: LinkTo): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  linkTo.go(code);
}
