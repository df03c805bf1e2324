// Messages damaged at random, always the same for the same seed.
import { MESSAGES } from './messages.mts';

/** Mulberry32: numbers from 0 up to, not including, `below`. */
function randomNumbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
	};
}

const PIECES = [
	'\r\n',
	'\n',
	'\r',
	'\0',
	'\r\n\r\n',
	'=?utf-8?B?',
	'?=',
	'=?utf-8?Q?',
	'"',
	'(',
	')',
	'\\',
	'<',
	'>',
	'@',
	',',
	';',
	':',
	'--b1',
	'--',
	'From ',
	'Subject: ',
	'To: ',
	'Content-Type: multipart/mixed; boundary="',
	'charset=utf-16',
	'\xff\xfe',
	'\xef\xbb\xbf',
	' ',
	'\t',
	'x-y:',
	'a@b',
	'=',
	'%',
	'{',
	'<html>',
].map((text) => Buffer.from(text, 'latin1'));

export function* mutations(count: number, seed: number): Generator<Uint8Array> {
	const random = randomNumbers(seed);
	const samples = MESSAGES.map(({ bytes }) => Buffer.from(bytes));
	const any = (list: Buffer[]) => list[random(list.length)];
	const changes: Array<(bytes: Buffer) => Buffer> = [
		(bytes) => splice(bytes, random(bytes.length), 1, Buffer.from([random(256)])),
		(bytes) => splice(bytes, random(bytes.length), random(60), Buffer.alloc(0)),
		(bytes) => splice(bytes, random(bytes.length), 0, any(PIECES)),
		(bytes) => splice(bytes, random(Math.min(bytes.length, 300)), 0, any(PIECES)),
		(bytes) =>
			splice(bytes, random(bytes.length), 0, Buffer.concat(Array.from({ length: 1 + random(200) }, () => any(PIECES)))),
		(bytes) => bytes.subarray(random(50) === 0 ? random(bytes.length) : 0, random(bytes.length) + 1),
		(bytes) => Buffer.concat([bytes.subarray(0, random(bytes.length)), any(samples).subarray(random(300))]),
		(bytes) =>
			splice(bytes, random(bytes.length), 0, Buffer.from(Array.from({ length: random(40) }, () => random(256)))),
	];
	const rarely: Array<(bytes: Buffer) => Buffer> = [
		(bytes) => Buffer.from(bytes.toString('base64')),
		(bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le'),
		(bytes) => bytes.subarray(random(bytes.length)),
		// One piece, or a line, many times: what a parser may take quadratic time for.
		(bytes) => splice(bytes, random(Math.min(bytes.length, 200)), 0, Buffer.alloc(1 + random(20_000), any(PIECES))),
	];
	for (let index = 0; index < count; index++) {
		let bytes: Buffer = any(samples);
		for (let times = 1 + random(4); times > 0 && bytes.length > 0; times--)
			bytes = changes[random(changes.length)](bytes);
		if (random(20) === 0 && bytes.length > 0) bytes = rarely[random(rarely.length)](bytes);
		// Up to 4 MB; few, since they take their time.
		if (random(2000) === 0 && bytes.length > 0)
			bytes = splice(
				bytes,
				random(Math.min(bytes.length, 200)),
				0,
				Buffer.alloc(
					4 * 1024 * 1024 - bytes.length,
					random(2) === 0 ? any(PIECES) : Buffer.concat([any(PIECES), any(PIECES), any(PIECES)]),
				),
			);
		yield new Uint8Array(bytes);
	}
}

function splice(bytes: Buffer, at: number, remove: number, insert: Buffer): Buffer {
	return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}
