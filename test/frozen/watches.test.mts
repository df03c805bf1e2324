// Watches as an earlier version saved them, with what they remembered after their first look: each later version has to go on from
// there with the same outcome. A file is written once (`npm run freeze`) and stays as it is.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '../../simulator/server.mts';
import { n8nCredential } from '../support/credentials.mts';
import { atLeast, FREEZE, outcome } from '../support/frozen.mts';
import { lifeBench, SHARED } from '../support/life.mts';
import { pollingNode } from '../support/n8nPoll.mts';
import { helper, useNodeRed } from '../support/node-red.mts';
import { accountNode, hasBegun, loadWatch, Storage } from '../support/nodeRedWatch.mts';
import { SAVED_WATCHES, savedTrigger, savedWatchFlow, type SavedWatch } from '../support/savedCases.mts';

interface Frozen extends Pick<SavedWatch, 'about'> {
	saved: any;
	/** What the host kept after the first look; what differs from one mailbox to the next stands in angle brackets. */
	kept: unknown;
	gives: Record<string, unknown>;
}

const HOSTS = ['n8n', 'node-red'] as const;
type HostName = (typeof HOSTS)[number];
const folderOf = (host: HostName) => join(__dirname, 'watches', host);

let simulator: Simulator;
useNodeRed((started) => {
	simulator = started;
});
const person = () => simulator.person(SHARED);

const OLD_ID = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AjdRrcySlIOmc6k8KTnp_7EId1zH2J64zAAAA';

/** What is in the mailbox before the first look. Returns the draft that is watched. */
async function prepare({ about }: Pick<SavedWatch, 'about'>): Promise<string | undefined> {
	if (about === 'message') {
		// What is kept of it is a hash of its id.
		person().receive({ subject: 'Old', from: 'pat@fabrikam.com' }).immutableId = OLD_ID;
		return undefined;
	}
	const fields = { mailbox: SHARED, folder: 'drafts', to: 'pat@fabrikam.com', subject: 'Offer', body: 'One' };
	return (await lifeBench(simulator).run('draft:create', fields, { kind: 'application' })).id;
}

async function happen(draft: string | undefined): Promise<void> {
	if (draft === undefined) {
		person().receive({ subject: 'Elsewhere', from: 'kim@contoso.com' });
		person().receive({ subject: 'New', from: 'pat@fabrikam.com' });
		return;
	}
	person().edit(draft, { body: { contentType: 'text', content: 'Two' } });
	await person().send(draft);
}

/** By value: what identifies the mailbox's contents at this moment. */
function places(draft: string | undefined): Map<string, string> {
	const facts = new Map<string, string>([[simulator.url, 'service']]);
	for (const name of ['deleteditems', 'sentitems', 'drafts', 'inbox']) facts.set(person().folder(name).id, name);
	const message = draft === undefined ? undefined : person().message(draft);
	if (message) {
		const { id, immutableId, changeKey, internetMessageId, conversationId, singleValueExtendedProperties } = message;
		const mark = singleValueExtendedProperties.find((property) => property.id.endsWith('Key'))!.value;
		const own = { id, immutableId, changeKey, internetMessageId, conversationId, mark };
		for (const [name, value] of Object.entries(own)) facts.set(String(value), name);
	}
	return facts;
}

const TIME = '<time>';

/** With names in place of what is in the mailbox, and of times. */
function withNames(value: unknown, facts: Map<string, string>): unknown {
	const named = (text: string) => [...facts].reduce((shown, [fact, name]) => shown.replaceAll(fact, `<${name}>`), text);
	if (typeof value === 'number') return value > 1e12 ? TIME : value;
	if (typeof value === 'string')
		return /^\{.*\}$/s.test(value) ? { '<json>': withNames(JSON.parse(value), facts) } : named(value);
	if (Array.isArray(value)) return value.map((one) => withNames(one, facts));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [named(key), withNames(member, facts)]));
}

/** The opposite, with the mailbox as it is now. */
function withFacts(value: unknown, facts: Map<string, string>): unknown {
	const filled = (text: string) =>
		[...facts].reduce((shown, [fact, name]) => shown.replaceAll(`<${name}>`, fact), text);
	if (value === TIME) return Math.floor(Date.now() / 1000) * 1000;
	if (typeof value === 'string') return filled(value);
	if (Array.isArray(value)) return value.map((one) => withFacts(one, facts));
	if (value === null || typeof value !== 'object') return value;
	if ('<json>' in value) return JSON.stringify(withFacts(value['<json>'], facts));
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [filled(key), withFacts(member, facts)]));
}

interface Watch {
	/** A look with what was kept, or the first one. Returns what is kept then, and what it gives. */
	look(kept: unknown): Promise<{ kept: unknown; given: Array<Record<string, unknown>> }>;
}

const WATCHES: Record<HostName, (saved: any) => Watch> = {
	n8n: ({ nodes }) => {
		const polling = pollingNode(nodes[0].parameters, n8nCredential(simulator));
		return {
			async look(kept) {
				polling.stored = (kept ?? {}) as Record<string, unknown>;
				const items = (await polling.poll()) ?? [];
				return { kept: polling.stored, given: items.map(({ json }) => json) };
			},
		};
	},
	'node-red': (saved) => ({
		async look(kept) {
			const storage = new Storage();
			if (kept) storage.all.set('outlookDraftWatches', kept);
			const [, account, watch] = saved;
			const settings = { ...account, ...accountNode(simulator) };
			const flow = await loadWatch(simulator, {}, { storage, nodes: [watch], account: settings });
			// What it found is sent before its status says so.
			await hasBegun(flow);
			expect(flow.caught.map(({ error }) => error.message)).toEqual([]);
			await helper.unload();
			return { kept: storage.all.get('outlookDraftWatches'), given: flow.sent.map(({ payload }) => payload) };
		},
	}),
};

async function continued(host: HostName, { about, saved, kept }: Frozen): Promise<Record<string, unknown>> {
	const draft = await prepare({ about });
	const before = withFacts(kept, places(draft));
	await happen(draft);
	const { given } = await WATCHES[host](saved).look(before);
	expect(given).toHaveLength(1);
	return JSON.parse(JSON.stringify(given[0])) as Record<string, unknown>;
}

if (FREEZE)
	describe.each(HOSTS)('freezing watches for %s', (host) => {
		if (FREEZE === 'anew') rmSync(folderOf(host), { recursive: true, force: true });
		mkdirSync(folderOf(host), { recursive: true });
		test.each(SAVED_WATCHES)('$name', async (one) => {
			const file = join(folderOf(host), `${one.name}.json`);
			if (existsSync(file)) return;
			const saved = host === 'n8n' ? savedTrigger(one) : savedWatchFlow(one);
			const draft = await prepare(one);
			const { kept } = await WATCHES[host](saved).look(undefined);
			const frozen: Frozen = { about: one.about, saved, kept: withNames(kept, places(draft)), gives: {} };
			simulator.reset();
			frozen.gives = outcome(await continued(host, frozen)) as Record<string, unknown>;
			writeFileSync(file, `${JSON.stringify(frozen, null, '\t')}\n`);
		});
	});
else
	describe.each(HOSTS)('saved in %s', (host) => {
		test.each(readdirSync(folderOf(host)))('%s', async (file) => {
			const frozen = JSON.parse(readFileSync(join(folderOf(host), file), 'utf8')) as Frozen;
			expect(await continued(host, frozen)).toEqual(atLeast(frozen.gives));
		});
	});
