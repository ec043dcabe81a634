import { views, type View } from '../address/asked';
import { texts } from '../texts';

interface ViewsProps {
  readonly chosen: View;
  readonly href: (view: View) => string;
  readonly onChoose: (view: View) => void;
}

/** The three views as links: each has an address. */
export function Views({ chosen, href, onChoose }: ViewsProps) {
  return (
    <nav class="views" aria-label={texts.views.label}>
      <ul>
        {views.map((view) => (
          <li key={view}>
            <a
              href={href(view)}
              aria-current={view === chosen ? 'page' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                event.preventDefault();
                onChoose(view);
              }}
            >
              {texts.views[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
