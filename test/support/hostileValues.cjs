// Values that a message in Node-RED may hold and nobody expects, by number: the same number gives the same value. Loaded by a function node.
function random(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const deep = (levels, leaf) => {
	let value = leaf;
	for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
	return value;
};
const circular = () => {
	const value = { name: 'x', list: [] };
	value.self = value;
	value.list.push(value);
	return value;
};
const throwing = (trap) =>
	new Proxy(
		{ a: 1 },
		{
			[trap]: () => {
				throw new Error('the proxy does not want to');
			},
		},
	);
const revoked = () => {
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	return proxy;
};
const getter = () =>
	Object.defineProperty({}, 'address', {
		enumerable: true,
		get() {
			throw new TypeError('not now');
		},
	});
const mostly = (calls) => {
	let left = calls;
	return new Proxy(
		{ address: 'a@contoso.com', name: 'A' },
		{
			get(target, key) {
				if (left-- < 0) throw new Error('no more');
				return target[key];
			},
		},
	);
};

const MAKERS = [
	() => undefined,
	() => null,
	() => '',
	() => ' ',
	() => 0,
	() => -1,
	() => 1e308,
	() => NaN,
	() => Infinity,
	() => -0,
	() => true,
	() => false,
	() => 12345678901234567890n,
	() => Symbol('x'),
	() => () => 'a@contoso.com',
	() => class A {},
	() => [],
	() => [[]],
	() => [null],
	() => ['support@contoso.com'],
	() => ['ceo@contoso.com'],
	() => new Array(1000).fill('x'),
	() => new Array(5),
	() => ({}),
	() => ({ id: {} }),
	() => ({ address: 5 }),
	() => ({ emailAddress: null }),
	() => ({ toString: null }),
	() => ({
		toString() {
			throw new Error('no text');
		},
	}),
	() => ({
		toJSON() {
			throw new Error('no JSON');
		},
	}),
	() => ({ toDate: () => 'no date' }),
	() => ({
		toJSDate() {
			throw new Error('no date');
		},
	}),
	() => ({ length: -1 }),
	() => ({ length: 4294967296 }),
	() => Object.create(null),
	() => new Date(0),
	() => new Date(NaN),
	() => new Map([['a', 1]]),
	() => new Set([1]),
	() => new WeakMap(),
	() => /x/g,
	() => new Error('x'),
	() => new URL('https://contoso.com'),
	() => Promise.reject(new Error('nobody waits')).catch(() => {}),
	() => new Proxy([], {}),
	() => Buffer.from('Grüße'),
	() => Buffer.alloc(0),
	() => Buffer.from([0xff, 0xfe, 0x00]),
	() => new Uint8Array(3),
	() => new ArrayBuffer(8),
	() => new DataView(new ArrayBuffer(8)),
	() => new BigInt64Array(2),
	() => ({ type: 'Buffer', data: ['x'] }),
	() => ({ type: 'Buffer', data: [1, 2] }),
	() => ({ type: 'Buffer', data: circular() }),
	() => new String('a@contoso.com'),
	() => new Number(5),
	() => Object(1n),
	() => Object(Symbol('y')),
	circular,
	() => [circular()],
	() => deep(50, 'x'),
	() => deep(150, 'x'),
	() => deep(999, 'x'),
	() => deep(2_500, 'x'),
	() => deep(20_000, 'x'),
	() => deep(20, 1n),
	() => deep(3, circular()),
	() => throwing('get'),
	() => throwing('ownKeys'),
	() => throwing('getPrototypeOf'),
	() => throwing('getOwnPropertyDescriptor'),
	() => throwing('has'),
	revoked,
	() => [revoked()],
	getter,
	() => [getter()],
	() => mostly(3),
	() => mostly(12),
	() => [mostly(6)],
	() => '\0',
	() => '\ud800',
	() => 'a\r\nBcc: b@contoso.com',
	() => '../../users/ceo@contoso.com',
	() => '..',
	() => 'ceo@contoso.com',
	() => 'me',
	() => '%2e%2e%2f',
	() => '{{payload}}',
	() => '${PATH}',
	() => '__proto__',
	() => 'constructor',
	() => '<script>alert(1)</script>',
	() => '[1,2',
	() => '{"subject": 1}',
	() => '{"__proto__": {"isDraft": false}}',
	() => 'x'.repeat(100_000),
	() => '@'.repeat(1_000),
	() => '"'.repeat(1_000),
	() => ';,'.repeat(5_000),
	() => '\u202Eabc',
	() => '😀'.repeat(300),
	() => '2026-01-31',
	() => '2026-01-31T25:00:00',
	() => '9'.repeat(400),
	() => 'https://outlook.office.com/mail/id/x',
	() => 'AAMkAD',
	() => 'AAQkAD',
	() => 'data:text/html;base64,xx',
	() => [{ filename: 'a.txt', content: circular() }],
	() => [{ filename: Symbol('f'), content: 'x' }],
	() => ({ filename: {}, content: Buffer.from('x') }),
	() => [{ filename: 'a', content: 1n }],
	() => [{ content: deep(2_500, 1) }],
	() => [{ path: '/etc/passwd' }],
	() => [{ href: 'http://127.0.0.1/' }],
];

/** The number of a case → what its message holds: one to three fields are hostile, the others as in `base`. */
module.exports = function hostileMessage(number, fields, base) {
	const next = random(number * 2_654_435_761);
	const values = { ...base };
	const count = 1 + Math.floor(next() * 3);
	for (let i = 0; i < count; i++) {
		const name = fields[Math.floor(next() * fields.length)];
		values[name] = MAKERS[Math.floor(next() * MAKERS.length)]();
	}
	const message = { number, f: values };
	// Also beside the fields, and in place of what they are read from.
	if (next() < 0.05) message.beside = MAKERS[Math.floor(next() * MAKERS.length)]();
	if (next() < 0.02) message.f = MAKERS[Math.floor(next() * MAKERS.length)]();
	if (next() < 0.02) message.filename = MAKERS[Math.floor(next() * MAKERS.length)]();
	return message;
};
module.exports.kinds = MAKERS.length;
