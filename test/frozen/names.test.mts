// Names, values and defaults are saved in people's workflows: from the first release on none may vanish or change.
// `npm run freeze` adds what is new to names.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareNames, currentNames, FREEZE, type Names } from '../support/frozen.mts';

const FILE = join(__dirname, 'names.json');
const current = currentNames();
if (FREEZE) {
	const old = FREEZE === 'new' && existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Names) : {};
	// Nothing that was frozen goes away here, whatever became of it.
	const merged = { ...current };
	for (const [place, saved] of Object.entries(old))
		merged[place] = {
			...saved,
			...(saved.values || current[place]?.values
				? { values: [...new Set([...(saved.values ?? []), ...(current[place]?.values ?? [])])] }
				: {}),
		};
	const sorted = Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1));
	writeFileSync(
		FILE,
		`{\n${sorted.map((entry) => `\t${entry.map((part) => JSON.stringify(part)).join(': ')}`).join(',\n')}\n}\n`,
	);
}
const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as Names;

test('no name and no value is gone, and no default has changed', () => {
	expect(compareNames(frozen, current).broken).toEqual([]);
});

test('everything is frozen: otherwise run npm run freeze', () => {
	expect(compareNames(frozen, current).fresh).toEqual([]);
});

test('it does find what is gone, changed and new', () => {
	const place = Object.keys(frozen).find((name) => frozen[name].values)!;
	const { [place]: gone, ...without } = current;
	expect(compareNames(frozen, without).broken).toEqual([expect.stringContaining(`${place}: is gone.`)]);
	expect(compareNames(without, current).fresh).toEqual([place]);
	const changed = { ...current, [place]: { default: 'other', values: [...gone.values!.slice(1), 'new'] } };
	const { broken, fresh } = compareNames(frozen, changed);
	expect(broken).toEqual([
		expect.stringContaining('its default was'),
		`${place}: the value ${JSON.stringify(gone.values![0])} is gone.`,
	]);
	expect(fresh).toEqual([`${place}: the value "new"`]);
});

test('it holds both nodes and the account of each host, with every operation', () => {
	const places = Object.keys(frozen);
	for (const place of [
		'n8n node outlookDraft',
		'n8n node outlookDraft draft:create additionalFields .categories',
		'n8n node outlookDraft draft:create customHeaders .header.name',
		'n8n credential outlookDraftOAuth2Api cloud',
		'Node-RED node outlook-draft',
		'Node-RED node outlook-draft operation',
		'Node-RED node outlook-account credential outlookDraftClientSecret',
	])
		expect(places).toContain(place);
	expect(frozen['Node-RED node outlook-draft operation'].values).toContain('draft:create');
	expect(places.length).toBeGreaterThan(500);
});
