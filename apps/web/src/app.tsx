import { useAddress } from './address/use-address';
import { codeOf } from './address/asked';
import { OccupationField } from './choose/occupation-field';
import { texts } from './texts';

export function App() {
  const [asked, go] = useAddress();
  return (
    <main class="container">
      <h1>{texts.title}</h1>
      <OccupationField label={texts.choose.from} shown={codeOf(asked.from) ?? ''} onChoose={(from) => go({ from })} />
      <OccupationField label={texts.choose.to} shown={codeOf(asked.to) ?? ''} onChoose={(to) => go({ to })} />
    </main>
  );
}
