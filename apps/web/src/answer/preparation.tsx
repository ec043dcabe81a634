import type { Schemas } from '@app/client';
import { numbers, texts } from '../texts';
import { sharesOfBoth, type SharesOfBoth } from './distribution';

type Gap = Schemas['PreparationGapDto'];

/** Job zone, education and experience: what the people of both occupations, or rather their trainers, answered. */
export function Preparation({ preparation }: { readonly preparation: Gap | null }) {
  return (
    <section class="more" aria-labelledby="preparation">
      <h3 id="preparation">{texts.preparation.title}</h3>
      {preparation === null ? (
        <p class="nothing">{texts.preparation.none}</p>
      ) : (
        <>
          <p>{texts.preparation.zone(preparation.job_zone)}</p>
          <div class="distributions">
            <Distribution title={texts.preparation.education} both={preparation.education} />
            <Distribution title={texts.preparation.experience} both={preparation.experience} />
          </div>
        </>
      )}
    </section>
  );
}

function Distribution({ title, both }: { readonly title: string; readonly both: Gap['education'] }) {
  const shares = sharesOfBoth(both);
  if (shares.length === 0) return null;
  return (
    <figure>
      <figcaption>
        <h4>{title}</h4>
        <p>{texts.preparation.medians(both)}</p>
      </figcaption>
      <table class="distribution">
        <thead>
          <tr>
            <th scope="col">{texts.preparation.answer}</th>
            <th scope="col">{texts.choose.from}</th>
            <th scope="col">{texts.choose.to}</th>
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <tr key={share.category}>
              <th scope="row">{share.words}</th>
              <Share value={share.from} kind="have" />
              <Share value={share.to} kind="need" />
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function Share({ value, kind }: { readonly value: SharesOfBoth['from']; readonly kind: 'have' | 'need' }) {
  if (value === null) return <td>{texts.preparation.unknown}</td>;
  return (
    <td>
      <svg class={`share ${kind}`} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="1" width={value} height="8" />
      </svg>
      {numbers.percent(value / 100)}
    </td>
  );
}
