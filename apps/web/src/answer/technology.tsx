import type { Schemas } from '@app/client';
import { texts } from '../texts';

type Gap = Schemas['TechnologyGapDto'];
type Group = Gap['groups'][number];

const shownAtFirst = 4;

/** Software that is new, by kind; what is hot or in demand is said in words. */
export function Technology({ technology }: { readonly technology: Gap | null }) {
  return (
    <section class="more" aria-labelledby="technology">
      <h3 id="technology">{texts.technology.title}</h3>
      {technology === null ? (
        <p class="nothing">{texts.technology.none}</p>
      ) : (
        <>
          <p>
            {texts.technology.summary(technology)} <small>{texts.technology.legend}</small>
          </p>
          <Groups groups={technology.groups.slice(0, shownAtFirst)} />
          {technology.groups.length > shownAtFirst && (
            <details>
              <summary>{texts.technology.more(technology.groups.length - shownAtFirst)}</summary>
              <Groups groups={technology.groups.slice(shownAtFirst)} />
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Groups({ groups }: { readonly groups: readonly Group[] }) {
  return (
    <ul class="tools">
      {groups.map((group) => (
        <li key={group.commodity_code}>
          <h4>
            {group.commodity ?? group.commodity_code} <span class="mark">{texts.technology.kinds[group.kind]}</span>
          </h4>
          <ul>
            {group.missing.map(({ name, hot, in_demand }) => (
              <li key={name}>
                {name}
                {in_demand === true && <span class="mark strong">{texts.technology.inDemand}</span>}
                {hot === true && <span class="mark strong">{texts.technology.hot}</span>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
