// Random recipients in random ways: whatever Outlook got was allowed, by a reading of the rule that shares no code with it.
import { readRule } from '../../../core/policy/rules';
import type { Simulator } from '../../../simulator/server.mts';
import { amount } from '../../support/amount.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { fieldsFor } from '../../support/lifeCases.mts';
import { ALLOWED, FORMS, RULES, WAYS } from '../../support/recipientRule.mts';
import { useSimulator } from '../../support/useSimulator.mts';

const CASES = amount(1_000, 20_000);

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

/** mulberry32, so that a failure comes again. */
function random(seed: number) {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	return { next, one: <T,>(list: readonly T[]): T => list[Math.floor(next() * list.length)]! };
}

const GOOD = [
	ALLOWED,
	'pat@fabrikam.com',
	'Boss <boss@contoso.com>',
	'BOSS@CONTOSO.COM',
	'"Doe, J." <j.doe+x@contoso.com>',
];
const SEPARATORS = [
	', ',
	'; ',
	',',
	';',
	' ',
	'\n',
	' , ; ',
	'><',
	':',
	'\t',
	' <',
	'> ',
	'"',
	'(',
	')',
	'\\',
	',\r\n ',
];
const NOISE = [
	'"',
	'(',
	')',
	'<',
	'>',
	'\\',
	'@',
	'.',
	',',
	';',
	':',
	' ',
	'\u200b',
	'=?',
	'?=',
	'%',
	'\u00ad',
	'\u3002',
	'\uff20',
	'K',
	'*',
	"'",
];

type Random = ReturnType<typeof random>;
const mangled = ({ next, one }: Random, text: string): string => {
	const at = Math.floor(next() * (text.length + 1));
	const kind = next();
	if (kind < 0.4) return text.slice(0, at) + one(NOISE) + text.slice(at);
	if (kind < 0.7) return text.slice(0, at) + text.slice(at + 1);
	return [...text].map((char) => (next() < 0.3 ? char.toUpperCase() : char)).join('');
};

function written(pick: Random): string {
	const { next, one } = pick;
	if (next() < 0.3) return one(GOOD);
	const parts = Array.from({ length: 1 + Math.floor(next() * 3) }, () => {
		const part = next() < 0.5 ? one(GOOD) : one(Object.values(FORMS));
		return next() < 0.3 ? mangled(pick, part) : part;
	});
	return parts.reduce((all, part) => `${all}${one(SEPARATORS)}${part}`);
}

/** Who takes part in the conversation of the message that is answered, and who is in the draft from the beginning. */
const CONVERSATION = ['pat@fabrikam.com', 'lee@fabrikam.com', 'kim@fabrikam.com', ME];
const isAllowed = (address: string, inConversation: boolean): boolean =>
	/^[a-z0-9.+_'#$&*=?^`{|}~-]+@contoso\.com$/i.test(address) ||
	address.toLowerCase() === 'pat@fabrikam.com' ||
	(inConversation && CONVERSATION.includes(address.toLowerCase()));

/** Addresses in the headers of a MIME message, wherever no quote or comment is round them. */
function addressesInMime(source: string): string[] {
	const head = source
		.replace(/\r\n?/g, '\n')
		.replace(/\n[ \t]+/g, ' ')
		.split('\n\n')[0]!;
	return [
		...head.matchAll(/^(?:(?:resent-)?(?:to|cc|bcc)|reply-to|disposition-notification-to|apparently-to)\s*:(.*)$/gim),
	].flatMap(([, value]) => {
		let plain = value!.replace(/"(?:[^"\\]|\\.)*"/g, '""');
		for (let before = ''; before !== plain; ) {
			before = plain;
			plain = plain.replace(/\([^()]*\)/g, '');
		}
		return plain.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [];
	});
}

function receivedBy(known: Set<string>): string[] {
	const stored = simulator.store
		.messages(ME)
		.filter(({ id, isDraft, subject }) => !known.has(id) && (isDraft || /^Hello$/.test(subject ?? '')))
		.flatMap(({ toRecipients, ccRecipients, bccRecipients, replyTo }) =>
			[toRecipients, ccRecipients, bccRecipients, replyTo].flat(),
		)
		.map(({ emailAddress }) => emailAddress.address ?? '');
	const mime = simulator.requests
		.filter(({ method, headers }) => method === 'POST' && /text\/plain/.test(String(headers?.['content-type'] ?? '')))
		.flatMap(({ body }) => addressesInMime(Buffer.from(body, 'base64').toString('utf8')));
	return [...stored, ...mime];
}

test('the rules of the test are rules', () => {
	expect(RULES.map(readRule)).not.toContain(undefined);
});

test(`${CASES} random cases: nobody gets in who is not allowed`, async () => {
	const limits = { allowSending: true, allowDeleting: true, allowedMailboxes: [], allowedRecipients: RULES };
	const wrong: string[] = [];
	let passed = 0;
	for (let seed = 1; seed <= CASES; seed++) {
		const pick = random(seed);
		const way = pick.one(WAYS);
		const text = written(pick);
		// Drafts with a key of earlier cases stay for a while, so that some are updated.
		if (seed % 40 === 1) simulator.reset();
		const fields = await fieldsFor({ ...way, fields: way.fields(text) } as never, bench, ME, 'me');
		const known = new Set(simulator.store.messages(ME).map(({ id }) => id));
		if (way.on === 'draftId') known.delete(simulator.store.messages(ME).at(-1)!.id);
		simulator.requests.length = 0;
		const outcome = await bench
			.run(way.operation, fields, { account: { limits } })
			.then(() => 'passed')
			.catch(({ code, message }: { code: string; message: string }) => `${code}: ${message}`);
		const strangers = receivedBy(known).filter((address) => !isAllowed(address, way.on !== undefined));
		const changes = bench.requests().filter((request) => !/^GET |\/\$batch$/.test(request));
		if (outcome === 'passed') passed += 1;
		if (
			strangers.length > 0 ||
			(/^RecipientNotAllowed/.test(outcome) && changes.length > 0) ||
			/^Unexpected/.test(outcome)
		)
			wrong.push(
				`seed ${seed}, ${way.operation} ${way.name}, ${JSON.stringify(text)}: ${outcome}; ${strangers.join(' ')}; ${changes.join(' ')}`,
			);
	}
	expect(wrong).toEqual([]);
	// Neither is everything rejected.
	expect(passed).toBeGreaterThan(CASES / 5);
}, 3_600_000);
