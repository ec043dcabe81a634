import { texts } from '../texts';

interface HeaderProps {
  readonly keyName: string | null;
  readonly onForget: () => void;
}

export function Header({ keyName, onForget }: HeaderProps) {
  return (
    <header class="container page-head">
      <p class="brand">
        <a href="/">{texts.title}</a>
      </p>
      {keyName !== null && (
        <button type="button" class="outline secondary small" onClick={onForget}>
          {texts.key.forget}
        </button>
      )}
    </header>
  );
}

export function Footer() {
  return (
    <footer class="container page-foot">
      <p>{texts.footer.about}</p>
      <p>
        <a href="/docs">{texts.footer.docs}</a>
      </p>
    </footer>
  );
}
