// A certificate for 127.0.0.1 that this process trusts: Microsoft's clients send a token to https addresses only.
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { LoadClient } from '../../scripts/hosts/graph-clients.mts';

export async function localCertificate(load: LoadClient): Promise<{ key: string; cert: string }> {
	const { generate } = load('selfsigned');
	const extensions = [
		{ name: 'basicConstraints', cA: true },
		{
			name: 'subjectAltName',
			altNames: [
				{ type: 7, ip: '127.0.0.1' },
				{ type: 2, value: 'localhost' },
			],
		},
	];
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
		keySize: 2048,
		algorithm: 'sha256',
		extensions,
	});
	setDefaultCACertificates([...getCACertificates('default'), cert]);
	return { key, cert };
}
