import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  /** In PEM, as those who are to trust it read it. */
  readonly cert: string;
}

/** Of the process, since it trusts a certificate for as long as it lives and each takes a tenth of a second to make. */
let made: Promise<Certificate> | undefined;

/** A self-signed certificate for this machine, made at the first call. */
export async function certificate(): Promise<Certificate> {
  made ??= makeCertificate('localhost');
  return made;
}

/** One for a server of another name, or another one for this machine. */
export async function makeCertificate(name: string): Promise<Certificate> {
  // By address too: who asks for 127.0.0.1 does not depend on whether localhost is first an IPv6 address.
  const altNames = [
    { type: 2, value: name },
    { type: 7, ip: '127.0.0.1' },
  ] as const;
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...altNames] },
    ],
  });
  return { key, cert };
}
